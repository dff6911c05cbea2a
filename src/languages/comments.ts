import type { FactsBuilder } from './builder.ts';
import type { SyntaxNode } from './language.ts';

/**
 * Records the comments of a chunk wherever they stand, inside arguments too. Only where the text speaks to us at all:
 * a walk over the whole tree costs as much as everything else.
 */
export function recordComments(builder: FactsBuilder, root: SyntaxNode, text: string, offset: number): void {
  if (!/llmcost\s*:/i.test(text)) return;
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'comment')
      builder.comment(
        { start: offset + node.start, end: offset + node.end },
        text.slice(node.start, node.end).replace(/^#\s?|^\/\/\s?|^\/\*+\s?|\s*\*\/$/g, ''),
      );
    else for (const child of node.children) visit(child);
  };
  visit(root);
}
