import { PrettyLines } from '@mesh/bootstrap';

interface Lines {
  write(line: string): void;
}

/** Every line goes to the file; people only see what needs their attention. */
export class SplitLog implements Lines {
  private readonly people: Lines;

  constructor(
    private readonly file: Lines,
    screen: Lines,
  ) {
    this.people = new PrettyLines(screen);
  }

  write(line: string): void {
    this.file.write(line);
    if (/"level":"(?:warn|error)"/.test(line.slice(0, 200))) this.people.write(line);
  }
}
