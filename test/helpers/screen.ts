import xterm, { type IFunctionIdentifier, type Terminal } from '@xterm/headless';

const finals = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCharCode(from + n));
const prefixes = ['', '?', '>', '=', '<'];
const between = ['', ' ', '!', '"', '#', '$', '%', "'", '(', ')', '*', '+', '-', '.', '/'];

const forms = (marks: string[], last: string[]): IFunctionIdentifier[] =>
  marks.flatMap((prefix) =>
    between.flatMap((intermediates) =>
      last.map((final) => ({ ...(prefix && { prefix }), ...(intermediates && { intermediates }), final })),
    ),
  );

/** Operating system commands that terminals know: titles, colours, links, folder, clipboard, notifications, images. */
const commands = [
  ...Array.from({ length: 23 }, (_, n) => n),
  46,
  50,
  51,
  52,
  60,
  66,
  99,
  104,
  105,
  133,
  633,
  777,
  1337,
];

/**
 * A real terminal emulator that tells what was done to it beyond the printing of characters. Line feeds begin a new line,
 * as they do on a terminal that a program writes to.
 */
export class Screen {
  readonly #terminal: Terminal;
  /** Everything that was more than a character: a sequence that was obeyed, a reply, a title, a bell. */
  readonly obeyed: string[] = [];

  constructor(
    readonly columns = 80,
    scrollback = 30_000,
  ) {
    const options = {
      cols: columns,
      rows: 24,
      scrollback,
      convertEol: true,
      allowProposedApi: true,
      logLevel: 'off' as const,
    };
    const terminal = new xterm.Terminal(options);
    const hear = (what: string) => (): boolean => {
      this.obeyed.push(what);
      return false;
    };
    const { parser } = terminal;
    for (const id of forms(prefixes, finals(0x40, 0x7e)))
      parser.registerCsiHandler(id, hear(`CSI ${Object.values(id).join(' ')}`));
    for (const id of forms([''], finals(0x30, 0x7e)))
      parser.registerEscHandler(id, hear(`ESC ${Object.values(id).join(' ')}`));
    for (const id of forms(prefixes, finals(0x40, 0x7e)))
      parser.registerDcsHandler(id, hear(`DCS ${Object.values(id).join(' ')}`));
    for (const command of commands) parser.registerOscHandler(command, hear(`OSC ${command}`));
    terminal.onData((data) => this.obeyed.push(`it answered ${JSON.stringify(data)}`));
    terminal.onBinary((data) => this.obeyed.push(`it answered ${JSON.stringify(data)}`));
    terminal.onTitleChange((title) => this.obeyed.push(`title ${JSON.stringify(title)}`));
    terminal.onBell(hear('bell'));
    terminal.buffer.onBufferChange(hear('another buffer'));
    this.#terminal = terminal;
    this.#fresh = this.#modes();
  }

  readonly #fresh: string;

  #modes(): string {
    const { modes, buffer } = this.#terminal;
    return JSON.stringify([{ ...modes, ...this.#read(modes) }, buffer.active.type]);
  }

  // The modes are getters of a class, which a spread leaves away.
  #read(modes: object): { [mode: string]: unknown } {
    const names = Object.getOwnPropertyNames(Object.getPrototypeOf(modes));
    const all = this.#terminal.modes as unknown as { [mode: string]: unknown };
    return Object.fromEntries(
      names.map((name) => [name, all[name]]).filter(([, value]) => typeof value !== 'function'),
    );
  }

  write(text: string): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(text, resolve));
  }

  /** What differs from a terminal that nothing but characters was written to. */
  changed(): string[] {
    const modes = this.#modes();
    return [...new Set([...this.obeyed, ...(modes === this.#fresh ? [] : [`modes ${modes}`])])];
  }

  /** Where the cursor stands in its line; 0 after a line feed. */
  get column(): number {
    return this.#terminal.buffer.active.cursorX;
  }

  /** The lines that were written, put together again where the terminal broke them, and whether all of it is plain. */
  lines(): { text: string; plain: boolean }[] {
    const buffer = this.#terminal.buffer.active;
    const cell = buffer.getNullCell();
    const lines: { text: string; plain: boolean }[] = [];
    for (let y = 0; y <= buffer.baseY + buffer.cursorY; y++) {
      const row = buffer.getLine(y)!;
      if (!row.isWrapped) lines.push({ text: '', plain: true });
      const line = lines.at(-1)!;
      for (let x = 0; x < this.columns; x++) {
        row.getCell(x, cell);
        line.text += cell.getChars();
        if (!cell.isAttributeDefault()) line.plain = false;
      }
    }
    return lines;
  }

  /** Rows as they stand on the screen, blanks at their ends left away. */
  rows(): string[] {
    const buffer = this.#terminal.buffer.active;
    return Array.from({ length: buffer.baseY + buffer.cursorY + 1 }, (_, y) =>
      buffer.getLine(y)!.translateToString(true),
    );
  }

  clear(): void {
    this.#terminal.clear();
    this.obeyed.length = 0;
  }
}
