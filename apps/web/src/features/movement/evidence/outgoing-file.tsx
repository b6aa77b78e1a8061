import { evidenceFields } from "@kheo/core/movement/evidence";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { FilePick } from "../../../kit/file-pick.tsx";
import { entitle, giveUp, goOn, hold, letGo, sendInstead } from "../../../lib/outbox/outbox.ts";
import type { Outgoing } from "../../../lib/outbox/outgoing.ts";
import { acceptedFiles, progressText } from "./evidence-data.ts";

const words = ({ standing, sent, size }: Outgoing): string => {
  switch (standing.kind) {
    case "queued":
      return "Chờ gửi";
    case "sending":
      return `Đã gửi ${progressText(sent, size)}`;
    case "waiting":
      return `Chờ mạng, sẽ gửi tiếp. Đã gửi ${progressText(sent, size)}`;
    case "sent":
      return "Đã gửi xong. Tệp được đính kèm khi đồng chí gõ xong nội dung.";
    case "attaching":
      return "Đang đính kèm…";
    case "stopped":
    case "refused":
      return standing.sentence;
    case "lost":
      return "Trình duyệt không giữ được tệp này khi trang tải lại. Hãy chọn lại tệp; nội dung đã gõ vẫn còn.";
  }
};

const hasGoneWrong = ["stopped", "refused", "lost"] as const;

type OutgoingFileProps = {
  readonly row: Outgoing;
  /** What it is sent for, where it does not stand beside that. */
  readonly place?: ReactNode;
};

/** How far it has come is not read out at every step. */
const spoken = (kind: Outgoing["standing"]["kind"]) =>
  kind === "sending" ? {} : { role: hasGoneWrong.some((one) => one === kind) ? "alert" : "status" };

/** One file on its way: how far it has come, what it shows, and what can be done. */
export const OutgoingFile = ({ row, place }: OutgoingFileProps) => {
  const { key, name, size, sent, title, standing, isKept, replaces, uploadId } = row;
  const { kind } = standing;
  const isWrong = hasGoneWrong.some((one) => one === kind);
  const { label, max, hint } = evidenceFields.title;
  // Whoever leaves the page types no more.
  useEffect(
    () => () => {
      letGo(key);
    },
    [key],
  );
  const isMoving = kind === "sending" || kind === "waiting" || kind === "queued";
  return (
    <li className="evidence-file" aria-label={`Đang gửi ${name}`}>
      <Stack gap="xs" className="evidence-words">
        <Text fw={600}>{name}</Text>
        {place}
        {isMoving && <progress value={sent} max={size} aria-label={`Đã gửi ${progressText(sent, size)} của ${name}`} />}
        <Text component="div" {...spoken(kind)} c={isWrong ? "red.8" : "warm.7"} size="sm">
          {words(row)}
        </Text>
        {isKept === false && isMoving && (
          <Text size="sm" c="warm.7">
            Trình duyệt này không giữ tệp khi trang tải lại: đồng chí hãy để trang mở đến khi gửi xong.
          </Text>
        )}
        {replaces === null && (
          <TextInput
            label={`${label} (không bắt buộc)`}
            description={hint}
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={title}
            maxLength={max}
            disabled={kind === "attaching"}
            onFocus={() => {
              hold(key);
            }}
            onBlur={() => {
              letGo(key);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.currentTarget.blur();
            }}
            onChange={(event) => {
              entitle(key, event.currentTarget.value);
            }}
          />
        )}
        <Group gap="sm">
          {(kind === "waiting" || kind === "stopped") && (
            <Button
              variant="default"
              onClick={() => {
                goOn(key);
              }}
            >
              {uploadId === null ? "Gửi tiếp" : "Đính kèm lại"}
            </Button>
          )}
          {(kind === "refused" || kind === "lost") && (
            <FilePick
              text={kind === "lost" ? "Chọn lại tệp" : "Chọn tệp khác"}
              label={`Chọn tệp thay cho ${name}`}
              accept={acceptedFiles}
              pick={([file]) => {
                if (file) sendInstead(key, file);
              }}
            />
          )}
          {kind !== "attaching" && (
            <Button
              variant="default"
              aria-label={`Hủy gửi ${name}`}
              onClick={() => {
                giveUp(key);
              }}
            >
              Hủy
            </Button>
          )}
        </Group>
      </Stack>
    </li>
  );
};
