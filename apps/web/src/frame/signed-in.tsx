import { Container } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ComponentType, useMemo, useState } from "react";
import { SessionContext } from "../lib/session.ts";
import { drawFor, trpc } from "../lib/trpc.ts";
import { Fetched } from "../kit/fetched.tsx";
import { Opening } from "../kit/opening.tsx";
import { Failure } from "../kit/page.tsx";
import { bringsSession } from "./visitor.ts";
import { SignInPage } from "../features/offices/session/sign-in-page.tsx";
import "./signed-in.css";

const remembered = "kheo.period";

/** Over the page that was open when the session ended. */
const SessionEnded = () => (
  <div className="session-ended" role="alert">
    <span>
      Phiên đăng nhập đã kết thúc. Nội dung đang nhập vẫn còn trên màn hình: hãy{" "}
      <a href="/" target="_blank" rel="noreferrer">
        đăng nhập lại ở thẻ khác
      </a>{" "}
      rồi trở lại đây làm tiếp.
    </span>
  </div>
);

/** Over a page of somebody else: another person has signed in in this browser since. */
const OtherPerson = ({ name }: { readonly name: string }) => (
  <div className="session-ended" role="alert">
    <span>
      Trình duyệt này vừa đăng nhập bằng tài khoản của {name}. Trang đang mở là của người trước nên không ghi được gì
      nữa; nội dung đã nhập vẫn còn trên màn hình để chép lại. <a href="/">Tiếp tục với tài khoản của {name}</a>.
    </span>
  </div>
);

/** Whoever is signed in, with the period they look at and everything behind the sign-in; else the sign-in. */
export const SignedIn = ({ house }: { readonly house: () => Promise<ComponentType> }) => {
  /** Begins to fetch what stands behind the door before it is needed; who then enters is told when it does not come. */
  const fetchHouse = () => {
    house().catch(() => undefined);
  };
  const me = useQuery(trpc.session.me.queryOptions());
  const someone = me.data?.actor ?? null;
  const isOwner = someone !== null && drawFor(someone.personId) === someone.personId;
  const actor = isOwner ? someone : null;
  const needsPeriods = actor !== null && actor.posts.length > 0;
  const mayNeedPeriods = me.isPending ? bringsSession : needsPeriods;
  const periods = useQuery(trpc.periods.list.queryOptions({}, { enabled: mayNeedPeriods }));
  const [chosen, choose] = useState(() => localStorage.getItem(remembered));

  const present = useMemo(() => {
    if (!me.data || !actor) return null;
    const actions = new Set<string>(actor.actions);
    const list = periods.data ?? [];
    const { today } = me.data;
    return {
      ...actor,
      today,
      demonstration: me.data.demonstration,
      topics: me.data.topics,
      setsForUnits: me.data.setsForUnits,
      ...me.data.installation,
      may: (action: string) => actions.has(action),
      periods: list,
      period:
        list.find(({ id }) => id === chosen) ??
        list.find(({ opensOn, closedOn }) => opensOn <= today && closedOn === null) ??
        list[0] ??
        null,
      choosePeriod: (id: string) => {
        localStorage.setItem(remembered, id);
        choose(id);
      },
    };
  }, [me.data, actor, periods.data, chosen]);

  // A session that ends while a page is open takes nothing away that was typed into it.
  const [last, hold] = useState(present);
  if (present !== null && present !== last) hold(present);
  const session = present ?? last;
  if (me.data && !session) {
    const { accounts, installation } = me.data;
    return <SignInPage accounts={accounts} externalName={installation.externalName} entering={fetchHouse} />;
  }
  const failure = me.error ?? (needsPeriods ? periods.error : null);
  if (failure) {
    return (
      <Container component="main" size="sm" py="xl">
        <Failure error={failure} />
      </Container>
    );
  }
  if (!session || (needsPeriods && !periods.data)) {
    return <Opening />;
  }
  return (
    <SessionContext value={session}>
      <Fetched name="house" load={house} />
      {someone !== null && !isOwner && <OtherPerson name={someone.name} />}
      {someone === null && me.data && <SessionEnded />}
    </SessionContext>
  );
};
