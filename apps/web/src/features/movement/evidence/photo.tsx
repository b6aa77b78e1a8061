import type { EvidenceKind } from "@kheo/core/movement/evidence";
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Refusal } from "../../../kit/refusal.tsx";
import { addressOf, calledOf } from "./evidence-data.ts";
import { Thumbnail } from "./thumbnail.tsx";

const unopened =
  "Chưa mở được ảnh: mạng đang mất hoặc kho tệp đang không truy cập được. Hãy thử lại sau ít phút; nếu vẫn không được, hãy báo cho người quản trị hệ thống.";

type PhotoProps = {
  readonly file: { readonly id: string; readonly title: string; readonly name: string; readonly kind: EvidenceKind };
  readonly mayViewOriginal: boolean;
};

/** A photo in small; pressed, it is shown large above the page, with the way to fetch it. */
export const Photo = ({ file, mayViewOriginal }: PhotoProps) => {
  const [isOpen, open] = useState(false);
  const [isMissing, miss] = useState(false);
  const called = calledOf(file);
  return (
    <>
      <button
        type="button"
        className="evidence-photo"
        onClick={() => {
          miss(false);
          open(true);
        }}
      >
        <Thumbnail file={file} />
      </button>
      <Modal
        opened={isOpen}
        onClose={() => {
          open(false);
        }}
        title={called}
        size="xl"
        centered
        styles={{ title: { lineHeight: 1.4 } }}
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        <Stack gap="md">
          <img
            className="evidence-large"
            src={addressOf(file.id, "shown")}
            alt={called}
            hidden={isMissing}
            onError={() => {
              miss(true);
            }}
          />
          {isMissing && <Refusal sentence={unopened} />}
          <Group gap="sm">
            <Button variant="default" component="a" href={addressOf(file.id, "shown")} download>
              Tải ảnh
            </Button>
            {mayViewOriginal && (
              <Button variant="default" component="a" href={addressOf(file.id, "original")} download>
                Tải ảnh gốc
              </Button>
            )}
          </Group>
          {mayViewOriginal && (
            <Text size="sm" c="warm.7">
              Ảnh gốc có thể ghi nơi chụp. Chỉ người đăng ký của đơn vị và cơ quan thường trực tải được.
            </Text>
          )}
        </Stack>
      </Modal>
    </>
  );
};
