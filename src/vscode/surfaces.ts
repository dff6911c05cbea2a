/** A tree of the side bar that can be read as text: one line a node, indented by depth, label and description as shown. */
export interface ReadableView {
  rows(): readonly string[];
}

/** What the extension gives to other extensions and to its tests: what is on the screen, as text, and how long it took to be ready. */
export interface Surfaces {
  readonly views: Readonly<Record<'calls' | 'findings' | 'budgets' | 'changes', ReadableView>>;
  /** Text of the status bar item; empty when it is hidden. */
  statusBar(): string;
  /** Text and detail of the language status item. */
  languageStatus(): string;
  /** Tokens of the selection in the status bar; empty when hidden. */
  selectionTokens(): string;
  /** Body of the report page as last drawn; empty when it was not opened. */
  reportPage(): string;
  /** What went wrong since the start, one line each. */
  faults(): readonly string[];
  /** Milliseconds of script that loading and activation took. */
  readonly activationMs: number;
}

interface Item {
  readonly label?: string | { readonly label: string };
  readonly description?: string | boolean;
}

/** The rows of a tree whose nodes and items are made without waiting. */
export function readRows<T>(children: (node?: T) => readonly T[], item: (node: T) => Item): readonly string[] {
  const below = (node: T | undefined, depth: number): readonly string[] =>
    children(node).flatMap((one) => {
      const { label, description } = item(one);
      const text = typeof label === 'object' ? label.label : (label ?? '');
      return [
        `${'  '.repeat(depth)}${text}${typeof description === 'string' && description !== '' ? ` ${description}` : ''}`,
        ...below(one, depth + 1),
      ];
    });
  return below(undefined, 0);
}
