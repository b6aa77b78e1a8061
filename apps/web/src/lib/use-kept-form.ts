import { useForm, type UseFormInput } from "@mantine/form";
import { useState } from "react";
import { forget, keep, keptName, readKept } from "./kept.ts";
import { useSession } from "./session.ts";

type KeptFormOptions<Values extends object> = {
  readonly initialValues: Values;
  readonly validate: NonNullable<UseFormInput<Values>["validate"]>;
  /** Leaves out of what was kept what cannot be chosen any more. */
  readonly fitting?: (kept: Values) => Values;
};

/**
 * A form that is sent once, whose content is kept on the device at every stroke until then: a page loaded anew, a network
 * or a session that ends takes nothing of it. Each person has their own.
 */
export const useKeptForm = <Values extends object>(
  { initialValues, validate, fitting = (kept) => kept }: KeptFormOptions<Values>,
  ...thing: readonly string[]
) => {
  const { personId } = useSession();
  const name = keptName(personId, ...thing);
  const [kept] = useState(() => readKept(name) as Partial<Values> | null);
  const [isRestored, restored] = useState(kept !== null);
  const form = useForm<Values>({
    initialValues: kept === null ? initialValues : fitting({ ...initialValues, ...kept }),
    validate,
    onValuesChange: (values) => {
      keep(name, values);
    },
  });
  return {
    form,
    isRestored,
    /** It has arrived, and need not be kept. */
    sent: () => {
      forget(name);
    },
    startAfresh: () => {
      form.setValues(initialValues);
      form.clearErrors();
      forget(name);
      restored(false);
    },
  };
};
