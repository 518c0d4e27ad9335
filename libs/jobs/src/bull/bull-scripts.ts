/** KEYS debounce key; ARGV beginning of the job keys, active list. Lets an equal job be ordered once this one began. */
export const RELEASE_BEGUN = `
local id = redis.call('GET', KEYS[1])
if not id then return 0 end
local job = ARGV[1] .. id
if redis.call('EXISTS', job) == 1 and redis.call('HEXISTS', job, 'processedOn') == 0
  and not redis.call('LPOS', ARGV[2], id) then return 0 end
return redis.call('DEL', KEYS[1])`;

/** KEYS job, delayed, wait, paused, active; ARGV id. Where a job is: {state, due time if delayed}. */
export const STATE_OF = `
if redis.call('EXISTS', KEYS[1]) == 0 then return { 'missing' } end
local score = redis.call('ZSCORE', KEYS[2], ARGV[1])
if score then return { 'delayed', tostring(math.floor(score / 4096)) } end
for list = 3, 5 do
  if redis.call('LPOS', KEYS[list], ARGV[1]) then return { 'open' } end
end
return { 'ended' }`;

/**
 * KEYS wait, paused, active, delayed, failed, completed; ARGV beginning of the job keys, how many waiting jobs are
 * looked at for their age. Returns [name, waiting, delayed, active, failed, completed, age] per kind of job. A delayed
 * job that is due counts as waiting.
 */
export const STATUS = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local kinds, names = {}, {}
local function count(id, state)
  local name = string.sub(id, 1, -38)
  if not kinds[name] then
    kinds[name] = { 0, 0, 0, 0, 0, 0 }
    names[#names + 1] = name
  end
  kinds[name][state] = kinds[name][state] + 1
  return kinds[name]
end
local function age(kind, due) kind[6] = math.max(kind[6], now - due) end
local function due_of(id)
  local job = redis.call('HMGET', ARGV[1] .. id, 'timestamp', 'processedOn', 'opts', 'data', 'attemptsMade')
  if not job[1] then return now end
  if not job[2] then return tonumber(job[1]) + (cjson.decode(job[3]).delay or 0) end
  local every = cjson.decode(job[4]).everyMs
  if every and tonumber(job[5] or 0) == 0 then return tonumber(job[2]) + every end
  return tonumber(job[2])
end
for list = 1, 2 do
  local ids = redis.call('LRANGE', KEYS[list], 0, -1)
  for at = #ids, 1, -1 do
    local kind = count(ids[at], 1)
    if #ids - at < tonumber(ARGV[2]) then age(kind, due_of(ids[at])) end
  end
end
for _, id in ipairs(redis.call('LRANGE', KEYS[3], 0, -1)) do count(id, 3) end
local delayed = redis.call('ZRANGE', KEYS[4], 0, -1, 'WITHSCORES')
for at = 1, #delayed, 2 do
  local due = math.floor(delayed[at + 1] / 4096)
  if due <= now then age(count(delayed[at], 1), due) else count(delayed[at], 2) end
end
for _, id in ipairs(redis.call('ZRANGE', KEYS[5], 0, -1)) do count(id, 4) end
for _, id in ipairs(redis.call('ZRANGE', KEYS[6], 0, -1)) do count(id, 5) end
local found = {}
for _, name in ipairs(names) do
  local kind = kinds[name]
  found[#found + 1] = { name, kind[1], kind[2], kind[3], kind[4], kind[5], math.floor(kind[6]) }
end
return found`;
