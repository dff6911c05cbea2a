import type { Expr, FileFacts, Fix, Span } from '../model.ts';
import { lineSpan, textBetween } from './code.ts';

/** A comment above the line that a finding begins on. Null where a comment cannot stand: inside a text, behind a continued line. */
export function suppressFix(code: FileFacts, id: string, span: Span): Fix | null {
  const line = lineSpan(code, span.start);
  const text = textBetween(code, line);
  const before = textBetween(code, { start: Math.max(0, line.start - 200), end: line.start });
  if (/\\\r?\n$/.test(before) || insideText(code, line.start) || (/^(?:jsx|tsx)$/.test(code.language) && /^\s*[{<]/.test(text)))
    return null;
  const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
  const eol = code.chunks.some((one) => one.text.includes('\r\n')) ? '\r\n' : '\n';
  const mark = code.language === 'python' ? '#' : '//';
  return {
    title: `Ignore ${id} here`,
    suppresses: true,
    edits: [{ span: { start: line.start, end: line.start }, text: `${indent}${mark} llmcost: ignore ${id} -- TODO: say why${eol}` }],
  };
}

/** Whether an offset lies inside a text literal or template that is part of a call or a value. */
function insideText(code: FileFacts, at: number): boolean {
  const inside = (expr: Expr, depth: number): boolean => {
    if (depth > 12 || at <= expr.span.start || at >= expr.span.end) return false;
    switch (expr.kind) {
      case 'text':
        return true;
      case 'list':
        return expr.items.some((one) => inside(one, depth + 1));
      case 'record':
        return expr.entries.some((one) => inside(one.value, depth + 1));
      case 'call':
        return inside(expr.callee, depth + 1) || expr.args.some((one) => inside(one.value, depth + 1));
      case 'member':
        return inside(expr.object, depth + 1);
      case 'index':
        return inside(expr.object, depth + 1) || inside(expr.index, depth + 1);
      case 'choice':
        return expr.alternatives.some((one) => inside(one, depth + 1));
      case 'binary':
        return inside(expr.left, depth + 1) || inside(expr.right, depth + 1);
      case 'spread':
        return inside(expr.value, depth + 1);
      default:
        return false;
    }
  };
  return code.calls.some((one) => inside(one, 0)) || code.bindings.some((one) => one.from.kind === 'value' && inside(one.from.value, 0));
}
