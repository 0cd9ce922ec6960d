/** Runs a task after a delay; the answer cancels it. */
export type Schedule = (millis: number, task: () => void) => () => void;

/** Runs `task` at once and then at most once per interval, however often it is asked to: the latest state wins. */
export class Throttle {
  private cancelTimer: (() => void) | undefined;
  private wanted = false;

  constructor(
    private readonly schedule: Schedule,
    private readonly intervalMillis: number,
    private readonly task: () => void,
  ) {}

  request(): void {
    if (this.cancelTimer !== undefined) {
      this.wanted = true;
      return;
    }
    this.cancelTimer = this.schedule(this.intervalMillis, () => {
      this.cancelTimer = undefined;
      if (!this.wanted) return;
      this.wanted = false;
      this.request();
    });
    this.task();
  }

  cancel(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.wanted = false;
  }
}
