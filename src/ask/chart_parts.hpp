#pragma once

#include "ask/chart_fields.hpp"
#include "ask/chart_words.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace parlance::ask {

/// More bars, colours and slices than these are drawn only when asked for, up to the second bound.
inline constexpr std::size_t bars_max = 60;
inline constexpr std::size_t bars_asked_max = 500;
inline constexpr std::size_t series_max = 12;
inline constexpr std::size_t series_asked_max = 60;
inline constexpr std::size_t slices_max = 8;
inline constexpr std::size_t slices_asked_max = 40;

/// Whether a column's values are what a chart shows side by side.
[[nodiscard]] bool tells_apart(const Field& field);

/// Which column of a result plays which part in a chart. All pointers are into the fields, none
/// where no column fits.
class Parts {
public:
    Parts(const std::vector<Field>& fields, std::size_t rows, const ChartWish& wish)
        : fields_(fields), rows_(rows), wish_(wish) {}

    /// What the values are told apart by: the first that does; else a key; else the first of
    /// several numbers.
    [[nodiscard]] const Field* dimension() const;
    /// The moments of the result, or the years or months that it counts.
    [[nodiscard]] const Field* time() const;
    /// Time, or else what the values are told apart by.
    [[nodiscard]] const Field* along() const;
    /// How much: the last number, because an answer names what it was asked for last (name, …,
    /// total). A number that tells apart is one only when nothing else is.
    [[nodiscard]] const Field* measure(const Field* besides) const;
    /// What parts the values of `along` once more: only where they come more than once, or where
    /// it is asked for.
    [[nodiscard]] const Field* series(const Field* along, const Field* measure) const;
    /// What points are drawn of: the first two measures, or else the first two numbers, or else a
    /// number and what stands beside it; in the order of the columns.
    [[nodiscard]] std::pair<const Field*, const Field*> pair() const;
    /// What colours points of `x` and `y`.
    [[nodiscard]] const Field* colour(const Field& x, const Field& y) const;
    /// The only number of a result that has nothing else but keys, as it stands in the table.
    [[nodiscard]] const Field* raw_measure() const;

    [[nodiscard]] const Field* first(Role role, const Field* besides = nullptr) const;
    [[nodiscard]] const Field* first_number(const Field* besides = nullptr) const;
    [[nodiscard]] const Field* first_apart(const Field* besides = nullptr) const;
    [[nodiscard]] const Field* first_drawable(const Field* besides) const;
    [[nodiscard]] std::size_t count(Role role) const;

private:
    template <class Wanted>
    [[nodiscard]] const Field* find(Wanted wanted) const;
    [[nodiscard]] bool wants_series() const;

    const std::vector<Field>& fields_;
    std::size_t rows_;
    const ChartWish& wish_;
};

}  // namespace parlance::ask
