/** What people read stands in texts/, once for each language: here it would stay English in all of them. */

const heard = new Set([
  'label', 'title', 'description', 'placeholder', 'text', 'message', 'action', 'hint', 'heading', 'alt',
  'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'nothingFoundMessage', 'describes',
]);
const told = new Set(['label', 'title', 'description', 'placeholder', 'text', 'message', 'hint', 'does', 'means', 'aria-label']);
const validators = new Set(['isNotEmpty', 'matches', 'hasLength', 'isEmail', 'tell']);

/** Addresses, files and commands are the same in every language. */
const code = /^\S*[/.@]\S*$| --?[a-z]/;
const letters = (text) => /\p{L}/u.test(text) && !code.test(text);
const words = (text) => /^\p{Lu}\p{Ll}+|\p{L}{2,} \p{L}/u.test(text);
const sentence = (text) => /^\p{Lu}[\p{L}’]* \p{Ll}+ [\p{L}’“]+/u.test(text);

/** What a text becomes a value of: past the choices and joins around it. */
function user(node) {
  const { parent } = node;
  const passes = ['LogicalExpression', 'TemplateLiteral', 'TSAsExpression', 'TSNonNullExpression'].includes(parent.type);
  const isChosen = parent.type === 'ConditionalExpression' && parent.test !== node;
  const isJoined = parent.type === 'BinaryExpression' && parent.operator === '+';
  return passes || isChosen || isJoined ? user(parent) : parent;
}

function attributeOf(place) {
  if (place.type === 'JSXAttribute') return place.name.name ?? '';
  return place.parent.type === 'JSXAttribute' ? (place.parent.name.name ?? '') : undefined;
}

function isRead(node, text) {
  const place = user(node);
  if (place.type === 'JSXAttribute' || place.type === 'JSXExpressionContainer') {
    const attribute = attributeOf(place);
    return letters(text) && (attribute === undefined || heard.has(attribute));
  }
  if (place.type === 'Property') return letters(text) && words(text) && told.has(place.key.name ?? place.key.value);
  if (place.type === 'CallExpression' && validators.has(place.callee.name)) return letters(text);
  return sentence(text) && !(place.type === 'NewExpression' && place.callee.name === 'Error');
}

const rule = {
  meta: { type: 'problem', messages: { read: 'What people read stands in texts/: “{{text}}”.' }, schema: [] },
  create(context) {
    const report = (node, text) => context.report({ node, messageId: 'read', data: { text: text.trim().slice(0, 60) } });
    return {
      JSXText: (node) => letters(node.value) && report(node, node.value),
      Literal: (node) => typeof node.value === 'string' && isRead(node, node.value) && report(node, node.value),
      TemplateLiteral(node) {
        const text = node.quasis.map(({ value }) => value.cooked).join('1');
        if (letters(text) && isRead(node, text)) report(node, text);
      },
    };
  },
};

const plugin = { rules: { 'in-texts': rule } };

export default plugin;
