import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";

type SearchBoxProps = {
  readonly label: string;
  /** The words in the address. */
  readonly value: string;
  readonly search: (words: string) => void;
};

/** Words to search for, taken over into the address soon after they are typed. */
export const SearchBox = ({ label, value, search }: SearchBoxProps) => {
  const [typed, setTyped] = useState({ text: value, over: value });
  const searchSoon = useDebouncedCallback(search, 300);
  // What is typed is newer than the address it was typed over; a link or the back button makes a newer address.
  const newer = typed.over === value || typed.text.trim() === value;
  return (
    <TextInput
      type="search"
      label={label}
      value={newer ? typed.text : value}
      maxLength={100}
      onChange={(event) => {
        setTyped({ text: event.currentTarget.value, over: value });
        searchSoon(event.currentTarget.value.trim());
      }}
    />
  );
};
