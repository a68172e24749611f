#include "catalog/profile_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <optional>

namespace parlance::catalog {

namespace {

std::optional<double> number_in(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

template <class Number>
bool read(std::string_view text, Number& into) {
    return std::from_chars(text.data(), text.data() + text.size(), into).ptr ==
           text.data() + text.size();
}

/// Days since 1970 of `2024-05-31…`.
std::optional<double> day_in(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (!read(text.substr(0, 4), year) || !read(text.substr(5, 2), month) ||
        !read(text.substr(8, 2), day))
        return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)
    };
    if (!date.ok()) return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::string day_text(double days) {
    const std::chrono::sys_days at{std::chrono::days(static_cast<int>(std::floor(days)))};
    const std::chrono::year_month_day date(at);
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

/// A value as a place on a line.
struct Measured {
    double at = 0;
    const std::string* text = nullptr;
    std::int64_t count = 0;
};

std::vector<HistogramBar>
bars_of(const std::vector<Measured>& sorted, std::size_t wanted, bool days) {
    const double low = sorted.front().at;
    const double high = sorted.back().at;
    if (!(high > low)) return {};
    const auto told = [&](double at) { return days ? day_text(at) : fmt::format("{:.6g}", at); };
    // Whole steps for what is counted in whole ones.
    const bool whole = days || std::ranges::all_of(sorted, [](const Measured& one) {
                           return one.at == std::floor(one.at);
                       });
    double width = (high - low) / static_cast<double>(wanted);
    if (whole) width = std::max(1.0, std::ceil(width));
    const auto count = static_cast<std::size_t>(std::floor((high - low) / width)) + 1;
    std::vector<HistogramBar> bars(std::min(count, wanted + 1));
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double from = low + width * static_cast<double>(i);
        bars[i].from = told(from);
        bars[i].to = told(std::min(from + width, std::max(high, from)));
    }
    for (const Measured& one : sorted) {
        const auto bar = static_cast<std::size_t>((one.at - low) / width);
        bars[std::min(bar, bars.size() - 1)].count += one.count;
    }
    while (bars.size() > 1 && bars.back().count == 0)
        bars.pop_back();
    return bars;
}

}  // namespace

void ColumnCounts::add(CellKind kind, std::string_view text) {
    if (kind == CellKind::null) {
        ++nulls_;
        return;
    }
    if (text.size() > limits_.value_bytes) long_ = true;
    if (long_ || too_many_) return;
    const auto known = counts_.find(std::string(text));
    if (known != counts_.end()) {
        ++known->second;
    } else if (counts_.size() == limits_.distinct_max) {
        too_many_ = true;
    } else {
        counts_.emplace(text, 1);
    }
}

ColumnProfile ColumnCounts::made() const {
    ColumnProfile made{.name = name_, .type = type_};
    made.nulls = nulls_;
    if (long_) {
        made.withheld = Withheld::long_values;
        return made;
    }
    if (!too_many_) made.distinct = static_cast<std::int64_t>(counts_.size());
    if (counts_.empty()) return made;
    add_top(made);
    add_bounds(made);
    return made;
}

/// Values that stand once each say nothing of how they are spread.
void ColumnCounts::add_top(ColumnProfile& made) const {
    std::vector<ValueCount> all;
    for (const auto& [value, count] : counts_)
        if (count > 1) all.push_back({value, count});
    const auto more = [](const ValueCount& left, const ValueCount& right) {
        return left.count != right.count ? left.count > right.count : left.value < right.value;
    };
    const auto most = static_cast<std::ptrdiff_t>(std::min(limits_.top, all.size()));
    std::ranges::partial_sort(all, all.begin() + most, more);
    all.resize(static_cast<std::size_t>(most));
    made.top = std::move(all);
}

void ColumnCounts::add_bounds(ColumnProfile& made) const {
    const bool days = is_moment(type_);
    std::vector<Measured> measured;
    for (const auto& [value, count] : counts_) {
        const auto at = days ? day_in(value) : number_in(value);
        if (at) measured.push_back({*at, &value, count});
    }
    const bool line = days || is_number(type_);
    if (!line || measured.size() != counts_.size()) {
        const auto [low, high] =
            std::ranges::minmax_element(counts_, {}, [](const auto& one) { return one.first; });
        made.minimum = low->first;
        made.maximum = high->first;
        return;
    }
    std::ranges::sort(measured, [](const Measured& left, const Measured& right) {
        return left.at != right.at ? left.at < right.at : *left.text < *right.text;
    });
    made.minimum = *measured.front().text;
    made.maximum = *measured.back().text;
    made.histogram = bars_of(measured, limits_.bars, days);
}

}  // namespace parlance::catalog
