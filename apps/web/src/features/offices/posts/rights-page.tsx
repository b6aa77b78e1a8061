import { type Action, policy, type Role, roles, roleText, whereText } from "@kheo/core/rules/policy";
import { things } from "@kheo/core/rules/things";
import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useSession } from "../../../lib/session.ts";
import { actionWords } from "../../rules/action-words.ts";
import { Page } from "../../../kit/page.tsx";
import { Records } from "../../../kit/records.tsx";
import { Section } from "../../../kit/section.tsx";

const actions = Object.keys(policy) as Action[];

/** Who may do what, for one role at a time: what the server itself decides by. */
export const RightsPage = () => {
  const { posts } = useSession();
  const [role, choose] = useState<Role>(posts[0]?.role ?? "viewer");
  return (
    <Page
      title="Phân quyền"
      summary="Mỗi việc dưới đây được hệ thống tự kiểm tra. Điều không ghi ở đây thì không ai được làm."
      action={
        <Button
          variant="default"
          className="no-print"
          onClick={() => {
            globalThis.print();
          }}
        >
          In trang này
        </Button>
      }
    >
      <NativeSelect
        label="Vai trò"
        value={role}
        data={roles.map((one) => ({ value: one, label: roleText[one] }))}
        onChange={(event) => {
          choose(event.currentTarget.value as Role);
        }}
      />
      {Object.values(things).map(({ noun, heading }) => {
        const rows = actions.filter((action) => action.startsWith(`${noun}.`) && whereText(action, role) !== undefined);
        return (
          rows.length > 0 && (
            <Section key={noun} title={heading}>
              <Records
                label={heading}
                rows={rows}
                keyOf={(action) => action}
                empty=""
                columns={[
                  { title: "Việc", main: true, cell: (action) => actionWords(action) },
                  {
                    title: "Phạm vi",
                    main: true,
                    cell: (action) =>
                      action.startsWith("session.") ? "tài khoản của mình" : (whereText(action, role) ?? ""),
                  },
                ]}
              />
            </Section>
          )
        );
      })}
    </Page>
  );
};
