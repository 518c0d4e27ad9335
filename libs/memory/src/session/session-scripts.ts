/**
 * The steps of the session tier that must not be divided. A session is a hash of turns (`n`: how many there ever were,
 * `f`: how many of them are gone, `t:<i>` the turn, `d:<i>` its id, `i:<id>` its number) and a hash of context; both end
 * together. It exists when its hash of turns does.
 */
const KEEP = `
redis.call('HINCRBY', KEYS[1], 'n', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
redis.call('SADD', KEYS[3], ARGV[2])
redis.call('PEXPIRE', KEYS[3], ARGV[1])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[4], now + ARGV[1], redis.sha1hex(KEYS[1]))
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now)
return 0`;

/** KEYS turns, context, channels, live; ARGV ttl, channel, bound, then id and turn, alternating. */
export const APPEND = `
local n = tonumber(redis.call('HGET', KEYS[1], 'n') or 0)
local gone = tonumber(redis.call('HGET', KEYS[1], 'f') or 0)
for i = 4, #ARGV, 2 do
  if redis.call('HSETNX', KEYS[1], 'i:' .. ARGV[i], n + 1) == 1 then
    n = n + 1
    redis.call('HSET', KEYS[1], 't:' .. n, ARGV[i + 1], 'd:' .. n, ARGV[i], 'n', n)
  end
end
while n - gone > tonumber(ARGV[3]) do
  gone = gone + 1
  local id = redis.call('HGET', KEYS[1], 'd:' .. gone)
  redis.call('HDEL', KEYS[1], 't:' .. gone, 'd:' .. gone, 'i:' .. id)
  redis.call('HSET', KEYS[1], 'f', gone)
end
${KEEP}`;

/** KEYS turns; ARGV limit. Returns whether the session exists, then the turns, oldest first. */
export const RECENT = `
local found = { redis.call('EXISTS', KEYS[1]) }
local n = tonumber(redis.call('HGET', KEYS[1], 'n') or 0)
local gone = tonumber(redis.call('HGET', KEYS[1], 'f') or 0)
for i = math.max(gone, n - tonumber(ARGV[1])) + 1, n do
  found[#found + 1] = redis.call('HGET', KEYS[1], 't:' .. i)
end
return found`;

/** KEYS turns, context, channels, live; ARGV ttl, channel, then name and value, alternating. */
export const MERGE_CONTEXT = `
for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
${KEEP}`;

/** KEYS turns, context. Returns whether the session exists, then names and values, alternating. */
export const CONTEXT = `
local found = { redis.call('EXISTS', KEYS[1]) }
for _, part in ipairs(redis.call('HGETALL', KEYS[2])) do found[#found + 1] = part end
return found`;

/** KEYS channels; ARGV the beginning of the session keys. Returns the channels that live. */
export const CHANNELS = `
local living = {}
for _, channel in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if redis.call('EXISTS', ARGV[1] .. ':' .. channel .. ':turns') == 1 then
    living[#living + 1] = channel
  else
    redis.call('SREM', KEYS[1], channel)
  end
end
return living`;

/** KEYS turns, context, channels, live; ARGV channel. Returns 1 if there was a session. */
export const END = `
redis.call('DEL', KEYS[2])
redis.call('SREM', KEYS[3], ARGV[1])
redis.call('ZREM', KEYS[4], redis.sha1hex(KEYS[1]))
return redis.call('DEL', KEYS[1])`;

/** KEYS channels, live; ARGV the beginning of the session keys. Returns how many sessions there were. */
export const FORGET = `
local count = 0
for _, channel in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local session = ARGV[1] .. ':' .. channel
  redis.call('ZREM', KEYS[2], redis.sha1hex(session .. ':turns'))
  redis.call('DEL', session .. ':context')
  count = count + redis.call('DEL', session .. ':turns')
end
redis.call('DEL', KEYS[1])
return count`;

/** KEYS lock; ARGV token. Gives the lock back only to its holder. */
export const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

/** KEYS live. Returns how many sessions live. */
export const COUNT_LIVE = `
local time = redis.call('TIME')
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', time[1] * 1000 + math.floor(time[2] / 1000))
return redis.call('ZCARD', KEYS[1])`;
