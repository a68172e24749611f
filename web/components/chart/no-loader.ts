/** A specification may only draw what it was given: it loads nothing. */
export const noLoader = {
  load: () => Promise.reject(new Error('Charts load nothing')),
  sanitize: () => Promise.reject(new Error('Charts link nowhere')),
  http: () => Promise.reject(new Error('Charts load nothing')),
  file: () => Promise.reject(new Error('Charts load nothing')),
};
