import type { Authority, Reach, Role } from "../policy.ts";

/** How a state is to be taken: nothing is asked, somebody is waited for, it goes on, it has come to good, or to bad. */
export type Tone = "quiet" | "waiting" | "going" | "good" | "bad";

/** A state: the words people read, and its tone. */
export type StateRow = {
  readonly text: string;
  readonly tone: Tone;
  /** A thing may begin in it. */
  readonly begins?: true;
};

/** What a sentence about what will happen may name; the page hands in what it knows. */
export type ConsequenceFacts = {
  /** Who has to carry it out. */
  readonly unitName?: string;
  /** The last day, in words. */
  readonly dueOn?: string;
  /** How many of how many have handed in, in words. */
  readonly handedIn?: string;
  /** How many decisions of the office are still open. */
  readonly undecided?: number;
  /** What it is about. */
  readonly title?: string;
  /** The paper that is signed, with its number, day and signatory, in words. */
  readonly decision?: string;
};

/** A step: from which states to which, and what people are asked and told before it is taken. */
export type StepRow<State extends string> = {
  readonly from: readonly State[];
  readonly to: State;
  /** Must say why, so that the person concerned reads the reason. */
  readonly reason?: true;
  /** Confirms a drafted decision, whose reason is the step's; and what waits for the draft, after its number. */
  readonly drafted?: { readonly waits?: string };
  /** What most often comes next; the button that stands out. */
  readonly main?: true;
  /**
   * What a thing in such a state waits for is this step: what waits, after its number (`3 phiếu đăng ký chờ tiếp nhận`).
   * Whose it is then follows from the policy.
   */
  readonly waits?: Readonly<Partial<Record<State, string>>>;
  /** Is to be taken by the thing's day: that of the task, or the last day of registration. */
  readonly due?: true;
  /** Never by a post of the very unit whose thing it is: nobody gives themselves a task, or judges it. */
  readonly apart?: true;
  /** What will happen; nothing where the step is taken in a form of its own, which says it. */
  readonly consequence?: (facts: ConsequenceFacts) => string;
};

/** Who may do something, and how far. */
export type Right = {
  readonly text: string;
  /** Whose act it is, where that does not follow from whose the thing is. */
  readonly at?: Authority;
  /** Whoever does it must just have shown again who they are. */
  readonly proof?: true;
} & { readonly [R in Role]?: Reach };

/** What is said of a thing: everything that is derived elsewhere is derived from this. */
export type Declaration<
  Noun extends string = string,
  Calls extends string = string,
  Page extends string = string,
  State extends string = string,
  Step extends string = string,
  Allowed extends string = string,
  Form extends boolean = boolean,
> = {
  /** What one of them is called at the beginning of a sentence. */
  readonly name: string;
  /** What acts on them are gathered under where rights are shown and printed, and what their pages are about. */
  readonly heading: string;
  /** The word before the dot in the actions of the policy: `scoring.close`. */
  readonly noun: Noun;
  /** Under which word their calls, their pages and the files of every layer stand. */
  readonly calls: Calls;
  /** The address of their list. */
  readonly page: Page;
  /** How their list is called in the menu, and whether it is among the four at the bottom of a phone; not there without. */
  readonly menu?: { readonly text: string; readonly bottom?: true };
  /** What somebody would not want to lose is typed to make one: it is kept under the name of the thing. */
  readonly form?: Form;
  /** Each has a page of its own below that of the list. */
  readonly ownPage?: true;
  /** What it takes to see one, where that is not the noun's own `view`. */
  readonly view?: string;
  /** The column of its table by which one of them is named in histories; none where its name is not for everybody. */
  readonly title?: string;
  /** The states it can be in; its table in the database holds no other. */
  readonly states?: Readonly<Record<State, StateRow>>;
  /** What leads from state to state, in the order in which people see it; each is a right too. */
  readonly steps?: Readonly<Record<Step, StepRow<NoInfer<State>>>>;
  /** Who may do what, and how far. What is not written here nobody may do. */
  readonly rights: Readonly<Record<Allowed, Right>> & Readonly<Record<NoInfer<Step>, Right>>;
};

/** A thing with its states and steps, none where it has none. */
export type Declared<
  Noun extends string,
  Calls extends string,
  Page extends string,
  State extends string,
  Step extends string,
  Allowed extends string,
  Form extends boolean,
> = Omit<Declaration<Noun, Calls, Page>, "states" | "steps" | "rights" | "form"> & {
  readonly form: Form;
  readonly states: Readonly<Record<State, StateRow>>;
  readonly steps: Readonly<Record<Step, StepRow<State>>>;
  readonly rights: Readonly<Record<Allowed, Right>>;
};

/** A thing as its file declares it: a step from or to a state that it does not have, or to which nobody has a right, is refused. */
export const thingOf = <
  const Noun extends string,
  const Calls extends string,
  const Page extends `/${string}`,
  Allowed extends string,
  State extends string = never,
  Step extends string = never,
  const Form extends boolean = false,
>(
  declaration: Declaration<Noun, Calls, Page, State, Step, Allowed, Form>,
): Declared<Noun, Calls, Page, State, Step, Allowed, Form> => ({
  form: false as Form,
  states: {} as Readonly<Record<State, StateRow>>,
  steps: {} as Readonly<Record<Step, StepRow<State>>>,
  ...declaration,
});

/** What will happen, where nothing that the page knows changes it. */
export const says = (text: string) => (): string => text;
