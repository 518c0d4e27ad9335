/** The token of an `Authorization` header, or undefined when the header has another form. */
export const bearerTokenOf = (header: string): string | undefined =>
  /^bearer +([\x21-\x7e]{1,4096})$/i.exec(header)?.[1];
