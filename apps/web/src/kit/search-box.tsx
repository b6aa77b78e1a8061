import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useAddressBox } from "./use-address-box.ts";

type SearchBoxProps = {
  readonly label: string;
  readonly description?: string;
  /** The words in the address. */
  readonly value: string;
  readonly search: (words: string) => void;
};

/** Words to search for, taken over into the address soon after they are typed. */
export const SearchBox = ({ label, description, value, search }: SearchBoxProps) => {
  const box = useAddressBox(value, search);
  const tellSoon = useDebouncedCallback((text: string) => {
    box.tell(text, text.trim());
  }, 300);
  return (
    <TextInput
      type="search"
      label={label}
      description={description}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={box.text}
      maxLength={100}
      onChange={(event) => {
        box.type(event.currentTarget.value);
        tellSoon(event.currentTarget.value);
      }}
    />
  );
};
