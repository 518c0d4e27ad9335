/** One request of the chat protocol, as it came. */
export interface ChatBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly type?: string; readonly json_schema?: { readonly name?: string } };
}

/** The question that a request asks: its task and the data blocks of its first user message. */
export interface AskedQuestion {
  /** Name of the schema of the answer; empty when none was sent. */
  readonly task: string;
  readonly system: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The second time, after an answer that was not valid. */
  readonly isRepair: boolean;
  readonly body: ChatBody;
}

const BLOCK = /^<<DATA (\w+) ([0-9a-f]+)>>\n(.*)\n<<END \1 \2>>/gm;

export function readQuestion(body: ChatBody): AskedQuestion {
  const messages = body.messages ?? [];
  const user = messages.find(({ role }) => role === 'user')?.content ?? '';
  const blocks = [...user.matchAll(BLOCK)].map(([, name = '', , json = 'null']) => [name, JSON.parse(json) as unknown]);
  return {
    task: body.response_format?.json_schema?.name ?? '',
    system: messages.find(({ role }) => role === 'system')?.content ?? '',
    data: Object.fromEntries(blocks) as Record<string, unknown>,
    isRepair: messages.some(({ role }) => role === 'assistant'),
    body,
  };
}
