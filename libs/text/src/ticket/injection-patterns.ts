import type { WeighedPattern } from './signal';

export type InjectionReason =
  | 'overrides_instructions'
  | 'addresses_the_model'
  | 'fake_system_marker'
  | 'role_play'
  | 'asks_for_prompt'
  | 'asks_for_secrets'
  | 'bypasses_approval'
  | 'suppresses_evidence'
  | 'dictates_output'
  | 'encodes_output'
  | 'hidden_text'
  | 'plants_code'
  | 'unbounded_work'
  | 'unrelated_task';

const MODEL = '(?:assistant|model|ai|llm|bot|chatbot|agent|language model|gpt|chatgpt|claude|gemini|copilot)';
const RULES =
  '(?:instructions?|prompts?|rules?|guidelines?|polic(?:y|ies)|directions?|commands?|restrictions?|safeguards?|filters?|guardrails?|constraints?|programming)';
const OUTPUT =
  '(?:answers?|responses?|repl(?:y|ies)|outputs?|messages?|explanations?|elucidations?|solutions?|statements?|summar(?:y|ies))';
/** Without messages and statements, which products and people have too. */
const ANSWER = '(?:answers?|responses?|repl(?:y|ies)|outputs?|explanations?|elucidations?|solutions?)';
const CODE =
  '(?:code ?base|algorithm|implementation|script|program|software|(?:code )?(?:snippet|block|excerpt|segment|section|fragment)|code)';

const LANGUAGE =
  '(?:english|french|german|spanish|italian|portuguese|dutch|polish|swedish|danish|norwegian|finnish|greek|turkish|russian|ukrainian|czech|hungarian|romanian|chinese|mandarin|cantonese|japanese|korean|arabic|hebrew|hindi|bengali|urdu|thai|vietnamese|indonesian|latin|swahili|klingon)';

const p = (reason: InjectionReason, weight: number, source: string, flags = 'is'): WeighedPattern<InjectionReason> => ({
  reason,
  weight,
  pattern: new RegExp(source, flags),
});

export const STEERING: readonly WeighedPattern<InjectionReason>[] = [
  p(
    'overrides_instructions',
    0.9,
    `\\b(?:ignore|disregard|forget|override|bypass|neglect|overlook|skip|discard|do not (?:follow|obey))\\b[^.!?\\n]{0,30}\\b(?:all|any|the|your|my|previous|prior|above|earlier|preceding|foregoing|system|safety|these|those|other)\\b[^.!?\\n]{0,30}\\b(?:${RULES}|above|context|everything|text|conversation)\\b`,
  ),
  p('overrides_instructions', 0.85, `\\b(?:ignore|disregard|override|bypass|forget) (?:${RULES})\\b`),
  p(
    'overrides_instructions',
    0.85,
    `\\bignore (?:the |all |everything )?(?:above|previous|prior|preceding)\\b|\\bdo this instead\\b|\\b(?:new|updated|real|actual) instructions?(?: (?:are|is|follow)\\b|:)`,
  ),
  p(
    'overrides_instructions',
    0.7,
    '\\b(?:only authority|higher priority than|takes? precedence over|supersedes? (?:all|the|your)|runbook override|overrides? (?:the )?polic(?:y|ies)|system override|policy override)\\b',
  ),
  p(
    'overrides_instructions',
    0.8,
    '\\b(?:ignoriere|vergiss|missachte)\\b[^.!?\\n]{0,40}\\b(?:anweisung\\w*|anleitung\\w*|regeln|vorgaben)\\b|\\b(?:ignora|olvida)\\b[^.!?\\n]{0,40}\\b(?:instrucciones|reglas|istruzioni|regole|instruções)\\b|\\b(?:ignore[zr]?|oublie[zr]?)\\b[^.!?\\n]{0,40}\\b(?:consignes|règles|instructions précédentes)\\b|(?:忽略|无视)[^。]{0,12}(?:指令|指示|说明|规则|提示)',
  ),
  p(
    'overrides_instructions',
    0.8,
    '\\b(?:negeer|vergeet|zignoruj|pomiń|zapomnij|ignorera|glöm|ignore|ignorera|desconsidere|esqueça|glem|unohda)\\b[^.!?\\n]{0,40}(?:instruç(?:ão|ões)|regras|instructies|regels|aanwijzingen|instrukcj\\w*|polece\\w*|zasad\\w*|instruktioner\\w*|ohjeet|instruks\\w*)|(?:игнорируй\\p{L}*|забудь\\p{L}*|отмени\\p{L}*)[^.!?\\n]{0,40}(?:инструкци|указани|правил)|(?:talimat|kural|yönerge)\\p{L}*[^.!?\\n]{0,25}(?:yok say|unut|görmezden gel|dikkate alma)|(?:以前|これまで|前)の?(?:指示|命令|ルール)[^。]{0,10}(?:無視|忘れ)|(?:이전|위의)[^.]{0,12}(?:지시|명령|규칙)[^.]{0,10}(?:무시|잊)|(?:تجاهل|انس)[^.]{0,30}(?:التعليمات|القواعد|الأوامر)|(?:पिछले|सभी)[^।]{0,30}(?:निर्देश|नियम)[^।]{0,15}(?:अनदेखा|नज़रअंदाज|भूल)',
    'isu',
  ),
  p(
    'bypasses_approval',
    0.7,
    '\\b(?:skip|bypass|disable|ignore|turn off|switch off|drop)\\b[^.!?\\n]{0,15}\\b(?:safety|security|identity|fraud|compliance) (?:checks?|controls?|rules?|filters?)\\b',
  ),
  p(
    'addresses_the_model',
    0.8,
    `(?:^|[\\n.!?>(\\[]\\s*)(?:note|message|instructions?|attention|reminder|hint|memo|notice) (?:to|for) (?:the |any |all )?(?:${MODEL}|system|reader(?:'s)? model)s?\\b`,
  ),
  p(
    'addresses_the_model',
    0.75,
    `(?:^|\\n)\\s*(?:dear |hey |hi )?(?:ai(?: (?:assistant|model|system|agent))?|llm|chat ?gpt|language model|chat ?bot)\\s*[,:]|\\bif you are an? (?:ai|llm|language model|assistant|bot)\\b|\\bas an? (?:ai|language) (?:model|assistant)\\b`,
  ),
  p(
    'fake_system_marker',
    0.85,
    '(?:^|\\s|[>(])\\[\\s*(?:system|sys|inst|admin|developer|assistant|system (?:message|prompt|note))\\s*\\]|<\\|?\\s*(?:system|im_start|im_end|assistant|endoftext)\\s*\\|?>|<<\\s*sys\\s*>>|(?:^|\\n)\\s*#{2,}\\s*(?:system|instruction|new instructions?)\\b|(?:^|\\n)\\s*(?:system|developer)\\s*(?:prompt|message|note)?\\s*:',
  ),
  p(
    'role_play',
    0.8,
    "\\b(?:you are now(?! (?:able|ready|connected|logged|signed|subscribed|registered|in\\b|on\\b|at\\b|done|using|running|viewing|editing|looking|seeing|getting|receiving))|from now on,? you(?: are|'re| will| must)|act as (?:if you|though you|an? (?:unrestricted|evil|unfiltered|hacker|dan\\b|admin\\w*|root|developer))|pretend (?:to be|you are|that you|you're)|jail ?break(?:ed|ing)?\\b[^.]{0,20}\\bmode|developer mode|god mode|do anything now|\\bDAN mode|no longer bound|without any (?:restrictions|filters|limitations)|you have no (?:rules|restrictions|limits))\\b",
  ),
  p(
    'asks_for_prompt',
    0.85,
    `\\b(?:reveal|show|print|display|repeat|output|quote|paste|leak|dump|expose|tell me|give me|what (?:is|are|was)|summari[sz]e|recite|copy|list|disclose|translate)\\b[^.!?\\n]{0,30}\\b(?:(?:your|the|its|hidden|developer|system|initial|secret|internal|above|original) )+(?:system )?(?:prompts?|(?:system|developer|hidden|initial|original|secret|internal) ${RULES}|instructions? (?:above|given|you were given|hierarchy)|hidden (?:text|policy)|configuration message|system message|instruction hierarchy)\\b`,
  ),
  p(
    'asks_for_prompt',
    0.75,
    '\\b(?:your (?:system|initial|original|hidden|secret) (?:prompt|instructions?|message|rules)|your (?:developer )?instructions|developer instructions|(?:hidden|secret) (?:system )?(?:prompt|policy)(?: section| text)?|configuration message)\\b(?=[^.!?\\n]{0,60})',
  ),
  p(
    'asks_for_secrets',
    0.8,
    "\\b(?:print|show|reveal|export|dump|list|send|give|output|leak|disclose|share)\\b[^.!?\\n]{0,40}\\b(?:api[ _-]?keys?|credentials?|secrets?|access tokens?|environment variables?|restricted documents?|confidential (?:documents?|data)|other customers'?(?: \\w+)?|customer (?:data|list|records)|all (?:the )?(?:users|customers|passwords))\\b|\\bany (?:api keys|passwords|credentials)\\b",
  ),
  p(
    'bypasses_approval',
    0.85,
    '\\b(?:without|skip|bypass|disable|ignore|avoid|no need for|circumvent|turn off)\\b[^.!?\\n]{0,20}\\b(?:human |manual |any |the |manager |further |prior )*(?:approvals?|reviewers?|human review|human checks?|sign[- ]off|authori[sz]ation checks?|verification checks?|validating|schema|lab workflow)\\b|\\bapproval is (?:disabled|not (?:needed|required|necessary))\\b|\\bpre-?approved\\b[^.]{0,30}\\b(?:refund|process|issue)|\\bwithout asking (?:anyone|anybody|me|for|questions|follow)',
  ),
  p(
    'bypasses_approval',
    0.7,
    '\\b(?:close|resolve|route|update|delete|classify|mark|export|refund|follow-up tasks for)\\b[^.!?\\n]{0,30}\\b(?:every|all)\\b[^.!?\\n]{0,25}\\b(?:tickets?|cases?|customers?|accounts?|orders)\\b|\\b(?:mark|treat|classify|close)\\w*\\b[^.!?\\n]{0,35}\\b(?:as (?:resolved|approved|solved|closed)|ticket resolved)\\b|\\b(?:move|transfer|send|release) (?:the )?real (?:funds|money)|\\bin the real system\\b|\\b(?:even if|although) my role\\b',
  ),
  p(
    'suppresses_evidence',
    0.75,
    "\\b(?:suppress|omit|remove|hide|do not (?:cite|mention|include|show)|don't (?:cite|mention)|without (?:citing|citations?))\\b[^.!?\\n]{0,25}\\b(?:sources?|citations?|warnings?|missing evidence|references|disclaimers?)\\b|\\b(?:invent|guess|make up|fabricate) (?:the |an? )?(?:missing |final )?(?:procedure|steps?|policy|answer|route|resolution)\\b|\\bno (?:evidence|details|facts)\\b[^.]{0,50}\\b(?:anyway|but (?:guess|choose|close|give|provide)|acceptable|select|choose)\\b|\\b(?:evidence|details|facts|support)\\b[^.]{0,50}\\b(?:missing|empty|unsupported|absent)\\b.{0,90}\\b(?:anyway|without follow-up|without asking|choose the|close it)\\b",
  ),
  p(
    'unbounded_work',
    0.65,
    '\\b(?:(?:unlimited|endless) processing to|run forever|loop forever|again and again|repeatedly for every|keep (?:scanning|running|repeating|going) until|repeat (?:the \\w+ )?until|repeatedly until)\\b',
  ),
  p(
    'dictates_output',
    0.7,
    `\\b(?:include|add|insert|incorporate|integrate|mention|append|embed|modify|alter|adjust|craft|weave|enhance|enrich|infuse|interject|slip|sprinkle|merge|blend|feature|provide|append|introduce|reference|refer|promote|recommend|advertise|end|start|begin|conclude|finish|complement|augment|elevate|spice|inject|place|put|use|employ|utilize|drop|tie|relate|link|cite|state|discuss|share|highlight|suggest|showcase|present|work)\\w*\\b[^.!?\\n]{0,110}\\byour (?:\\w+ )?${ANSWER}\\b`,
  ),
  p(
    'dictates_output',
    0.7,
    `\\b(?:in|to|into|within|throughout|of|with|from) your (?:final |next |own |entire |main )?${ANSWER}\\b|\\byour ${ANSWER} (?:in|with|by|using|as|should|must|into)\\b|^\\W*(?:respond|reply|answer) (?:only |exclusively )?(?:using|in|with|only|as|by)\\b`,
    'im',
  ),
  p(
    'encodes_output',
    0.8,
    `\\b(?:base ?(?:16|32|58|64|85)|rot-?13|caesar|morse(?: code)?|cipher\\w*|hexadecimal|binary code|pig latin|leetspeak|reverse(?:d)? (?:order|text)|emojis?)\\b[^.!?\\n]{0,50}\\b(?:encod\\w*|format|your ${OUTPUT})\\b|\\b(?:encod|encrypt|encipher|translat|render|convert|obfuscat|shift|replac|substitut|scrambl|revers|writ)\\w*\\b[^.!?\\n]{0,40}\\byour (?:\\w+ )?${OUTPUT}\\b|\\b(?:every|each|all|alternate|the) (?:\\w+ )?(?:letters?|vowels?|characters?|words?|keywords?)\\b[^.!?\\n]{0,40}\\b(?:your (?:\\w+ )?${OUTPUT}|positions|alphabet|emojis?)\\b`,
  ),
  p(
    'plants_code',
    0.8,
    `\\b(?:your|the|this|an?|following|subsequent|below|next|provided|given)\\b[^\\n\`]{0,90}\\b${CODE}\\b[^\\n\`]{0,60}:?\\s*\\n?\\s*\`\`\`[\\s\\S]{0,1500}?\\b(?:import |require\\(|os\\.|subprocess|socket|requests|eval\\(|exec\\(|system\\(|curl|wget|powershell)`,
  ),
  p(
    'plants_code',
    0.75,
    '```[\\s\\S]{0,1500}?(?:subprocess\\.|os\\.(?:system|remove|fork|dup2)|socket\\.socket|shutil\\.rmtree|requests\\.(?:post|put)|/etc/passwd|nc -e|rm -rf|keylog|pynput|winreg|ransom|Fernet|scapy|b64encode|smtplib|cryptography|clipboard|screenshot|ctypes)',
  ),
  p(
    'hidden_text',
    0.8,
    '<!--[\\s\\S]{8,}?-->|display:\\s*none|visibility:\\s*hidden|font-size:\\s*0|color:\\s*(?:white|#fff(?:fff)?)\\b',
  ),
];

/** An errand without any link to the ticket; on its own it is merely off topic, inside another text it is planted. */
export const PLANTED: readonly WeighedPattern<InjectionReason>[] = [
  p(
    'unrelated_task',
    0.6,
    '(?:^|\\n|[>.!?] )\\s*(?:p\\.?s\\.?:? |note: |> ?)?(?:(?:can|could|would|will) you )?(?:please )?(?:help me with an? recipe|write|compose|create|generate|recommend|suggest|design|draft) (?:me )?(?:an? |some |the )?(?:\\w+ ){0,3}(?:poem|haiku|song|story|essay|recipe|script (?:to|that)|python|function (?:that|to)|book for|movie|joke|workout|itinerary|slogan|limerick)\\b',
  ),
  p(
    'unrelated_task',
    0.55,
    '(?:^|\\n|[>.!?] )\\s*(?:p\\.?s\\.?:? )?(?:(?:can|could|would) you )?(?:please )?(?:classify|identify|detect|determine|analy[sz]e|paraphrase|summari[sz]e|translate|proofread) (?:the |this )?(?:\\w+ )?(?:mood|sentiment|tone|emotion|main findings|sentence|paragraph|phrase|text|passage|article)\\b',
  ),
  p(
    'unrelated_task',
    0.55,
    '\\b(?:evaluate|assess|rate|judge|label|categori[sz]e|is) (?:the )?(?:\\w+ )?(?:sentiment|mood|tone|emotion|(?:this|the following) (?:review|comment|tweet|headline|statement|sentence|feedback|post|quote))\\b[^.!?\\n]{0,60}[:?]',
  ),
  p(
    'dictates_output',
    0.55,
    `\\b(?:reply|respond|answer|write|speak|continue|switch)\\b[^.!?\\n]{0,30}\\b(?:in|to|into|using) (?:\\w+ )?${LANGUAGE}\\b`,
  ),
];
