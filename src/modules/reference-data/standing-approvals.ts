/** What hangs on an adequacy decision now. */
export type Standing = Readonly<{
  /** Flows that are approved, active or suspended. */
  approvals: number;
  /** All flows that are not closed. */
  flows: number;
}>;

/** What stands on this decision? Asked here, answered by the module that knows the flows. */
export abstract class StandingApprovals {
  abstract on(decision: string): Promise<Standing>;
}
