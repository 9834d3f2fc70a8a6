import { list, object, oneOf, string, textObject, type Check } from './block-kit-checks';

const image = object({
  image_url: { check: string({ most: 3000 }) },
  alt_text: { check: string({ most: 2000 }) },
});

const style: Check = (value, where) =>
  value === 'primary' || value === 'danger'
    ? []
    : [{ what: 'must be one of: primary, danger', where }];

const plainText = (most: number): Check => textObject({ most, types: ['plain_text'] });

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
const dialog = object({
  title: { check: plainText(100) },
  text: { check: textObject({ most: 300 }) },
  confirm: { check: plainText(30) },
  deny: { check: plainText(30) },
  style: { optional: true, check: style },
});

const button = object({
  text: { check: plainText(75) },
  action_id: { optional: true, check: string({ most: 255 }) },
  url: { optional: true, check: string({ most: 3000 }) },
  value: { optional: true, check: string({ most: 2000 }) },
  style: { optional: true, check: style },
  confirm: { optional: true, check: dialog },
  accessibility_label: { optional: true, check: string({ most: 75 }) },
});

const contextText = textObject({ most: 3000 });

const anyElements = list({ most: 25, item: oneOf({ button }) });

/** No two of a block may have the same `action_id`. */
export const elementsOfActions: Check = (value, where) => {
  const problems = anyElements(value, where);
  if (problems.length > 0 || !Array.isArray(value)) return problems;
  const ids = value.map(({ action_id: id }: { readonly action_id?: string }) => id);
  return ids.flatMap((id, i) =>
    id !== undefined && ids.indexOf(id) < i
      ? [{ what: `\`action_id\` "${id}" already exists`, where: `${where}/${i}/action_id` }]
      : [],
  );
};
export const accessory = oneOf({ button, image });
export const elementOfContext = oneOf({ image, plain_text: contextText, mrkdwn: contextText });
