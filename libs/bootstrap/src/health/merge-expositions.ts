interface Family {
  readonly headers: string[];
  readonly samples: string[];
}

/** Several Prometheus texts as one: the samples of a metric stand together, under one HELP and one TYPE line. */
export function mergeExpositions(texts: readonly string[]): string {
  const families = new Map<string, Family>();
  for (const text of texts) {
    let family = familyOf(families, '');
    for (const line of text.split('\n').filter((each) => each !== '')) {
      const header = /^# (?:HELP|TYPE) (\S+)/.exec(line);
      if (header?.[1] !== undefined) family = familyOf(families, header[1]);
      if (header === null) family.samples.push(line);
      else if (!family.headers.some((known) => kindOf(known) === kindOf(line))) family.headers.push(line);
    }
  }
  return `${[...families.values()].flatMap(({ headers, samples }) => [...headers, ...samples]).join('\n')}\n`;
}

const kindOf = (header: string): string => header.slice(0, 6);

function familyOf(families: Map<string, Family>, name: string): Family {
  const family = families.get(name) ?? { headers: [], samples: [] };
  families.set(name, family);
  return family;
}
