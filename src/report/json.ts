import type { AnalyzedCall, Estimate, FileAnalysis, Finding, Picodollars, PriceReference, Report, Span } from '../model.ts';
import { createLocator } from '../text/virtual.ts';
import { complaintsOf } from './check.ts';
import { repetitionPart, reportParts, requestParts, usd } from './jsonParts.ts';
import type { ScanResult } from './jsonSchema.ts';
import { dollars } from './wording.ts';

/** The report as the published scan result. */
export function toScanResult(report: Report): ScanResult {
  const { totals } = report;
  const files = report.files.map((file) => ({ ...file, spot: createSpotter(file) }));
  return {
    schemaVersion: 1,
    tool: { ...report.tool },
    catalog: { ...report.catalog },
    root: report.root,
    at: report.at,
    ...(report.currency ? { currency: { ...report.currency } } : {}),
    calls: files.flatMap(({ calls, spot }) => calls.map((one) => callPart(one, spot(one.call.span)))),
    findings: files.flatMap(({ findings, spot }) => findings.map((one) => findingPart(one, spot(one.span)))),
    totals: {
      calls: totals.calls,
      monthly: totals.monthly ? usd(totals.monthly) : null,
      yearly: totals.yearly ? usd(totals.yearly) : null,
      byBasis: { ...totals.byBasis },
      undeclaredVolume: totals.undeclaredVolume,
      unknownCost: totals.unknownCost,
    },
    ...reportParts(report),
    budgets: report.budgets.map((one) => ({
      name: one.budget.name,
      monthly: one.budget.monthly === null ? null : dollars(one.budget.monthly),
      yearly: one.budget.yearly === null ? null : dollars(one.budget.yearly),
      period: one.period,
      spent: usd(one.spent),
      used: one.used,
      state: one.state,
      hard: one.budget.hard,
    })),
    problems: complaintsOf(report)
      .filter(({ rule }) => rule.startsWith('team-file') || rule.startsWith('suppression-'))
      .map(({ place, severity, rule, message }) => ({ file: place.file, line: place.line, column: place.column, severity, rule, message })),
    files: { considered: report.considered, analysed: report.files.length, skipped: report.skipped.map((one) => ({ ...one })) },
  };
}

interface Spot {
  readonly cell: number | null;
  readonly range: ScanResult['calls'][number]['range'];
}

/** Finds cell and lines of spans of one file. */
function createSpotter(file: FileAnalysis): (span: Span) => Spot {
  const locate = createLocator(file.chunks);
  const place = (offset: number) => {
    const { position } = locate(offset);
    return { line: position.line + 1, column: position.column + 1 };
  };
  return (span) => ({ cell: locate(span.start).cell, range: { start: place(span.start), end: place(span.end) } });
}

function callPart(one: AnalyzedCall, { cell, range }: Spot): ScanResult['calls'][number] {
  const { call, tokens, owner, tags, declared } = one;
  return {
    id: call.id,
    file: call.file,
    cell,
    language: call.language,
    range,
    sdk: call.sdk,
    api: call.api,
    provider: call.provider,
    kind: call.kind,
    confidence: call.confidence,
    function: call.function,
    via: call.via,
    ...(call.covers?.length ? { covers: [...call.covers] } : {}),
    ...(call.requests ? { requests: requestParts(one) } : {}),
    inTest: call.inTest,
    model: {
      state: call.model.state,
      id: call.model.state === 'known' ? call.model.value : null,
      alternatives: call.model.state === 'dynamic' ? [...call.model.alternatives] : [],
      how: call.model.state === 'known' ? call.model.how : null,
      reason: call.model.state === 'dynamic' ? call.model.reason : null,
    },
    maxOutput: {
      state: call.maxOutput.state,
      value: call.maxOutput.state === 'known' ? call.maxOutput.value : null,
      parameter: call.capSlot?.parameter ?? null,
    },
    caching: { state: call.caching },
    repetition: repetitionPart(call.repetition),
    owner,
    tags: { ...tags },
    volume: declared?.volume ? { ...declared.volume } : null,
    tokens: {
      input: { ...tokens.input },
      output: { ...tokens.output },
      cacheRead: { ...tokens.cacheRead },
      cacheWrite: { ...tokens.cacheWrite },
      static: tokens.staticInput,
      steps: tokens.steps ? { count: { ...tokens.steps.count }, growth: { ...tokens.steps.growth }, limit: tokens.steps.limit } : null,
    },
    cost: costPart(one),
  };
}

function costPart({ cost, monthly }: AnalyzedCall): ScanResult['calls'][number]['cost'] {
  const priced = cost.state === 'priced' ? cost : null;
  const { runs, conversation } = priced ?? {};
  return {
    currency: 'USD',
    perCall: priced && usd(priced.perCall),
    list: priced?.list ? usd(priced.list) : null,
    contracted: priced?.negotiated ? usd(priced.negotiated) : null,
    runs: runs
      ? {
          one: dollars(runs.one),
          typical: dollars(runs.typical),
          limit: dollars(runs.limit),
          limitWithoutCache: dollars(runs.limitWithoutCache),
        }
      : null,
    conversation: conversation
      ? {
          first: dollars(conversation.first),
          typical: dollars(conversation.typical),
          full: dollars(conversation.full),
          tokens: conversation.tokens,
        }
      : null,
    per1k: priced && usd(times(priced.perCall, 1000n)),
    monthly: monthly ? usd(monthly) : null,
    unknown: cost.state === 'unknown' ? cost.reason : null,
    price: priced && pricePart(priced.price),
  };
}

function findingPart(one: Finding, { cell, range }: Spot): ScanResult['findings'][number] {
  return {
    id: one.id,
    severity: one.severity,
    callId: one.callId,
    file: one.file,
    cell,
    range,
    message: one.message,
    saving: one.saving === null ? null : dollars(one.saving),
    fixable: one.fix !== null,
  };
}

/** The scan result as text with a final newline: what `llmcost scan --format json` writes. Its schema is in jsonSchema.ts. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(toScanResult(report), null, 2)}\n`;
}

function times(range: Estimate<Picodollars>, by: bigint): Estimate<Picodollars> {
  return { ...range, low: range.low * by, expected: range.expected * by, high: range.high * by };
}

function pricePart({
  modifiers,
  checkedWith,
  overrules,
  ...rest
}: PriceReference): NonNullable<ScanResult['calls'][number]['cost']['price']> {
  return { ...rest, modifiers: [...modifiers], checkedWith: [...checkedWith], ...(overrules ? { overrules: [...overrules] } : {}) };
}
