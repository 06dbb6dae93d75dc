// The shape of lesson.json by lessons/lesson.schema.json, in words an author can act on. ajv never reaches the page.
import { readFile } from 'node:fs/promises';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import { didYouMean } from './names.mjs';

/** @returns {Promise<(document: object) => import('./compile.mjs').Problem[]>} */
export async function createSchemaCheck(file) {
  const schema = JSON.parse(await readFile(file, 'utf8'));
  const Validator = schema.$schema?.includes('2020-12') ? Ajv2020 : Ajv;
  const validate = new Validator({ allErrors: true, verbose: true, strict: false }).compile(schema);
  return (document) => (validate(document) ? [] : distinct(validate.errors.filter(speaks).map(problem)));
}

// `if` and `propertyNames` repeat what their branches already said, and the branches of `oneOf` what it says itself.
function speaks({ keyword, schemaPath }) {
  return !['if', 'then', 'else', 'propertyNames'].includes(keyword) && !/\/oneOf\/\d/.test(schemaPath);
}

function problem({ keyword, instancePath, message, params, parentSchema, data, propertyName }) {
  const path = instancePath || '/';
  const at = (said, hint) => ({ file: 'lesson.json', path, message: said, hint });
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = params.additionalProperty ?? params.unevaluatedProperty;
      return {
        ...at(`unknown entry "${key}"`, didYouMean(key, Object.keys(parentSchema.properties ?? {}))),
        path: `${instancePath}/${key}`,
      };
    }
    case 'required':
      return at(
        `"${params.missingProperty}" is missing`,
        parentSchema.properties?.[params.missingProperty]?.description,
      );
    case 'enum':
      return at(
        `${JSON.stringify(data)} is not allowed here`,
        didYouMean(String(data), params.allowedValues.map(String)),
      );
    case 'type':
      return at(
        `is ${describe(data)}, must be ${[params.type].flat().join(' or ')}`,
        parentSchema.description,
      );
    case 'oneOf':
      return at(
        `must have exactly one of ${parentSchema.oneOf.map(({ required }) => `"${required}"`).join(', ')}`,
        parentSchema.description,
      );
    case 'pattern':
      return at(
        `${JSON.stringify(propertyName ?? data)} is not spelt as it must be`,
        parentSchema.description,
      );
    default:
      return at(message, parentSchema.description);
  }
}

function describe(data) {
  if (data === null) return 'null';
  return Array.isArray(data) ? 'a list' : `a ${typeof data}`;
}

function distinct(problems) {
  return [...new Map(problems.map((one) => [`${one.path} ${one.message}`, one])).values()];
}
