/**
 * The vocabulary, in the order of the flow: source text -> facts -> numbers -> calls -> findings -> team -> analysis -> report.
 * Imports nothing but its own parts. All data is readonly and serialisable by structured clone.
 */
export type * from './model/text.ts';
export type * from './model/expressions.ts';
export type * from './model/facts.ts';
export type * from './model/numbers.ts';
export * from './model/ranges.ts';
export * from './model/arrivals.ts';
export type * from './model/calls.ts';
export type * from './model/findings.ts';
export type * from './model/declared.ts';
export type * from './model/plans.ts';
export type * from './model/team.ts';
export type * from './model/analysis.ts';
export type * from './model/report.ts';
