import type { Model } from "@kheo/core/movement/models";
import { Alert, Text } from "@mantine/core";

const titles: Partial<Record<Model["state"], string>> = {
  returned: "Trả lại để bổ sung",
  rejected: "Không tiếp nhận",
  merged: "Đã gộp vào mô hình khác",
  suspended: "Tạm dừng",
  discontinued: "Đã dừng",
  withdrawn: "Đã rút",
};

/** Why the model was returned, rejected, suspended …: the first thing its unit reads. */
export const ReasonBox = ({ model }: { readonly model: Pick<Model, "state" | "reason"> }) => {
  const title = titles[model.state];
  if (title === undefined || model.reason === null) return null;
  const bad = model.state === "returned" || model.state === "rejected";
  return (
    <Alert color={bad ? "red" : "warm"} variant="light" title={title}>
      <Text className="read-text">{model.reason}</Text>
    </Alert>
  );
};
