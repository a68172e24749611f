/** Spoken words that hold bars: the mark of Parlance. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <path
        fill="#0f5f54"
        d="M8 2h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6H14.5l-6.1 4.8A1.5 1.5 0 0 1 6 28.6V25a6 6 0 0 1-4-5.7V8a6 6 0 0 1 6-6Z"
      />
      <path
        fill="none"
        stroke="#fff"
        strokeWidth={3}
        strokeLinecap="round"
        d="M10 18v-3m6 3V9m6 9v-5.5"
      />
    </svg>
  );
}
