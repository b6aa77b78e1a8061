import { notifications } from "@mantine/notifications";

const closeButtonProps = { "aria-label": "Đóng thông báo" };

/** Says that something has been done; it goes away by itself. */
export const say = (message: string): void => {
  notifications.show({ message, color: "green", closeButtonProps });
};

/** The same where what has changed stands at the top of the page, out of sight of where it was done. */
export const sayAtTop = (message: string): void => {
  say(message);
  globalThis.scrollTo({ top: 0 });
};

/** Says that something was not done although the page goes on; it stays until it is closed. */
export const warn = (title: string, message: string): void => {
  notifications.show({ title, message, color: "red", autoClose: false, closeButtonProps });
};
