import { useState } from "react";

/**
 * What stands in a box that tells the address what was typed, and follows it: where a link or the back button made the
 * address, the box says what it says.
 */
export const useAddressBox = (value: string, tell: (told: string) => void) => {
  const [box, setBox] = useState({ text: value, told: value, seen: value });
  if (box.seen !== value) setBox({ text: value === box.told ? box.text : value, told: value, seen: value });
  return {
    text: box.text,
    type: (text: string) => {
      setBox((now) => ({ ...now, text }));
    },
    tell: (text: string, told: string) => {
      setBox((now) => ({ ...now, text, told }));
      tell(told);
    },
  };
};
