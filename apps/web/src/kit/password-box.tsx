import { PasswordInput, type PasswordInputProps } from "@mantine/core";

/** A field for a password, which can be shown while it is typed. */
export const PasswordBox = (props: PasswordInputProps) => (
  <PasswordInput visibilityToggleButtonProps={{ "aria-label": "Hiện hoặc ẩn mật khẩu" }} {...props} />
);
