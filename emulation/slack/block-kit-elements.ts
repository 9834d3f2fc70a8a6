import { object, oneOf, string, textObject, type Check } from './block-kit-checks';

const image = object({
  image_url: { check: string({ most: 3000 }) },
  alt_text: { check: string({ most: 2000 }) },
});

const style: Check = (value, where) =>
  value === 'primary' || value === 'danger'
    ? []
    : [{ what: 'must be one of: primary, danger', where }];

const button = object({
  text: { check: textObject({ most: 75, types: ['plain_text'] }) },
  action_id: { optional: true, check: string({ most: 255 }) },
  url: { optional: true, check: string({ most: 3000 }) },
  value: { optional: true, check: string({ most: 2000 }) },
  style: { optional: true, check: style },
  accessibility_label: { optional: true, check: string({ most: 75 }) },
});

const contextText = textObject({ most: 3000 });

export const elementOfActions = oneOf({ button });
export const accessory = oneOf({ button, image });
export const elementOfContext = oneOf({ image, plain_text: contextText, mrkdwn: contextText });
