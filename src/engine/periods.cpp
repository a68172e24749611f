#include "engine/periods.hpp"

#include <algorithm>
#include <array>

namespace parlance::engine {

using namespace std::chrono;

namespace {

sys_days first_of(int y, unsigned m) {
    return sys_days{year{y} / month{m} / 1};
}

std::optional<unsigned> month_named(const Token& token) {
    constexpr std::array<std::string_view, 12> names{
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };
    const std::string& text = token.text;
    if (text.size() < 3 || ((text == "may" || text == "march") && !token.capital))
        return std::nullopt;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool short_form = text.size() <= 4 && names.at(i).starts_with(text) && token.capital;
        if (text == names.at(i) || short_form) return static_cast<unsigned>(i + 1);
    }
    return std::nullopt;
}

std::optional<Period> one_day(int y, int m, int d, std::size_t tokens) {
    const year_month_day date =
        year{y} / month{static_cast<unsigned>(m)} / std::chrono::day{static_cast<unsigned>(d)};
    if (!date.ok() || y < 1 || y > 9999) return std::nullopt;
    return Period{.begin = sys_days{date}, .end = sys_days{date} + days{1}, .tokens = tokens};
}

}  // namespace

bool PeriodReader::is(std::size_t at, std::initializer_list<std::string_view> words) const {
    return at < tokens_.size() && tokens_[at].kind != TokenKind::quoted &&
           std::ranges::find(words, tokens_[at].text) != words.end();
}

std::optional<Period> PeriodReader::at(std::size_t at) const {
    std::size_t skipped = 0;
    while (is(at + skipped, {"the", "a", "calendar"}))
        ++skipped;
    for (const auto read :
         {&PeriodReader::day,
          &PeriodReader::slashed,
          &PeriodReader::month_of_year,
          &PeriodReader::quarter,
          &PeriodReader::bare_year,
          &PeriodReader::word,
          &PeriodReader::relative,
          &PeriodReader::to_date,
          &PeriodReader::ago}) {
        auto period = (this->*read)(at + skipped);
        if (!period) continue;
        period->tokens += skipped;
        return period;
    }
    return std::nullopt;
}

std::optional<Period> PeriodReader::day(std::size_t at) const {
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::date) return std::nullopt;
    const std::string& text = tokens_[at].text;
    return one_day(
        std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)), std::stoi(text.substr(8, 2)), 1
    );
}

/// 5/31/2024, and 31/5/2024 where only that makes sense.
std::optional<Period> PeriodReader::slashed(std::size_t at) const {
    if (!whole(at, 1, 31) || !is(at + 1, {"/"}) || !whole(at + 2, 1, 31) || !is(at + 3, {"/"}) ||
        !whole(at + 4, 1000, 9999))
        return std::nullopt;
    int m = value(at);
    int d = value(at + 2);
    if (m > 12) std::swap(m, d);
    return one_day(value(at + 4), m, d, 5);
}

bool PeriodReader::whole(std::size_t at, int low, int high) const {
    if (at >= tokens_.size() || tokens_[at].kind != TokenKind::number || tokens_[at].money ||
        tokens_[at].percent)
        return false;
    const double n = tokens_[at].number;
    return n >= low && n <= high && n == static_cast<int>(n) &&
           tokens_[at].raw.find(',') == std::string::npos;
}

std::optional<int> PeriodReader::year_at(std::size_t at) const {
    if (!whole(at, 1500, 2200) || tokens_[at].text.size() != 4) return std::nullopt;
    return value(at);
}

/// `March 2021`, `March`, `5 March 2021`, `March 5, 2021`.
std::optional<Period> PeriodReader::month_of_year(std::size_t at) const {
    std::size_t next = at;
    int d = 0;
    if (whole(next, 1, 31) && next + 1 < tokens_.size() && month_named(tokens_[next + 1]))
        d = value(next++);
    if (next >= tokens_.size()) return std::nullopt;
    const auto m = month_named(tokens_[next]);
    if (!m) return std::nullopt;
    ++next;
    if (d == 0 && whole(next, 1, 31) && tokens_[next].text.size() <= 4) d = value(next++);
    std::size_t after = next;
    if (is(after, {",", "of", "in"})) ++after;
    const auto said = year_at(after);
    if (said) next = after + 1;
    const year_month_day now{today_};
    int y = said.value_or(static_cast<int>(now.year()));
    if (!said && *m > static_cast<unsigned>(now.month())) --y;
    auto period = d > 0 ? one_day(y, static_cast<int>(*m), d, next - at)
                        : Period{
                              .begin = first_of(y, *m),
                              .end = shifted(first_of(y, *m), Unit::month, 1),
                              .tokens = next - at
                          };
    if (period) period->guessed = !said;
    return period;
}

std::optional<Period> PeriodReader::quarter(std::size_t at) const {
    constexpr std::array<std::string_view, 4> short_names{"q1", "q2", "q3", "q4"};
    constexpr std::array<std::string_view, 4> long_names{"first", "second", "third", "fourth"};
    if (at >= tokens_.size()) return std::nullopt;
    unsigned which = 0;
    std::size_t next = at + 1;
    for (unsigned i = 0; i < 4; ++i) {
        if (tokens_[at].text == short_names.at(i)) which = i + 1;
        if (tokens_[at].text == long_names.at(i) && is(at + 1, {"quarter"}))
            which = i + 1, next = at + 2;
    }
    if (which == 0) return std::nullopt;
    if (is(next, {"of", "in", ","})) ++next;
    const auto said = year_at(next);
    if (said) ++next;
    const int y = said.value_or(static_cast<int>(year_month_day{today_}.year()));
    const sys_days begin = first_of(y, (which - 1) * 3 + 1);
    return Period{
        .begin = begin,
        .end = shifted(begin, Unit::quarter, 1),
        .guessed = !said,
        .tokens = next - at
    };
}

std::optional<Period> PeriodReader::bare_year(std::size_t at) const {
    std::size_t next = at;
    if (is(next, {"year", "years"})) ++next;
    const auto y = year_at(next);
    if (!y) return std::nullopt;
    return Period{
        .begin = first_of(*y, 1), .end = first_of(*y + 1, 1), .year = true, .tokens = next + 1 - at
    };
}

std::optional<Period> PeriodReader::word(std::size_t at) const {
    const auto of = [&](int shift) {
        return Period{
            .begin = today_ + days{shift},
            .end = today_ + days{shift + 1},
            .relative = true,
            .tokens = 1
        };
    };
    if (is(at, {"today"})) return of(0);
    if (is(at, {"yesterday"})) return of(-1);
    if (is(at, {"tomorrow"})) return of(1);
    return std::nullopt;
}

/// `last month`, `this quarter`, `next year`, `last 30 days`, `last summer`.
std::optional<Period> PeriodReader::relative(std::size_t at) const {
    const bool back = is(at, {"last", "previous", "past", "preceding", "prior"});
    const bool ahead = is(at, {"next", "following", "coming"});
    const bool here = is(at, {"this", "current"});
    if (!back && !ahead && !here) return std::nullopt;
    std::size_t next = at + 1;
    int count = 0;
    if (whole(next, 1, 1000)) count = value(next++);
    if (is(next, {"calendar", "full"})) ++next;
    if (next >= tokens_.size()) return std::nullopt;
    if (back && is(next, {"summer", "winter", "spring", "autumn", "fall"}))
        return season(next - at + 1, tokens_[next].text);
    const auto unit = unit_named(tokens_[next].text);
    if (!unit) return std::nullopt;
    const std::size_t used = next + 1 - at;
    const bool rolling = is(at, {"past"}) && count == 0 && *unit != Unit::day;
    if (count > 0 || rolling) return rolled(*unit, std::max(count, 1), ahead, used);
    const sys_days start = start_of(today_, *unit);
    const sys_days begin = shifted(start, *unit, back ? -1 : ahead ? 1 : 0);
    return Period{
        .begin = begin,
        .end = shifted(begin, *unit, 1),
        .year = *unit == Unit::year,
        .relative = true,
        .tokens = used
    };
}

Period PeriodReader::rolled(Unit unit, int count, bool ahead, std::size_t used) const {
    const sys_days tomorrow = today_ + days{1};
    if (ahead)
        return {
            .begin = tomorrow,
            .end = shifted(today_, unit, count) + days{1},
            .relative = true,
            .tokens = used
        };
    return {
        .begin = shifted(today_, unit, -count) + days{1},
        .end = tomorrow,
        .relative = true,
        .tokens = used
    };
}

Period PeriodReader::season(std::size_t used, const std::string& name) const {
    const unsigned start = name == "spring" ? 3 : name == "summer" ? 6 : name == "winter" ? 12 : 9;
    int y = static_cast<int>(year_month_day{today_}.year());
    while (shifted(first_of(y, start), Unit::month, 3) > today_)
        --y;
    const sys_days begin = first_of(y, start);
    return {
        .begin = begin,
        .end = shifted(begin, Unit::month, 3),
        .relative = true,
        .guessed = true,
        .tokens = used
    };
}

/// `year to date`, `ytd`.
std::optional<Period> PeriodReader::to_date(std::size_t at) const {
    const auto since = [&](Unit unit, std::size_t used) {
        return Period{
            .begin = start_of(today_, unit),
            .end = today_ + days{1},
            .relative = true,
            .tokens = used
        };
    };
    if (is(at, {"ytd"})) return since(Unit::year, 1);
    if (is(at, {"mtd"})) return since(Unit::month, 1);
    if (is(at, {"qtd"})) return since(Unit::quarter, 1);
    if (at >= tokens_.size() || !is(at + 1, {"to"}) || !is(at + 2, {"date"})) return std::nullopt;
    const auto unit = unit_named(tokens_[at].text);
    if (!unit) return std::nullopt;
    return since(*unit, 3);
}

/// `3 days ago`.
std::optional<Period> PeriodReader::ago(std::size_t at) const {
    if (!whole(at, 1, 5000) || at + 2 >= tokens_.size() || !is(at + 2, {"ago"}))
        return std::nullopt;
    const auto unit = unit_named(tokens_[at + 1].text);
    if (!unit) return std::nullopt;
    const sys_days begin = shifted(today_, *unit, -value(at));
    return Period{.begin = begin, .end = begin + days{1}, .relative = true, .tokens = 3};
}

std::optional<PeriodReader::Unit> PeriodReader::unit_named(const std::string& word) {
    if (word == "day" || word == "days") return Unit::day;
    if (word == "week" || word == "weeks") return Unit::week;
    if (word == "month" || word == "months") return Unit::month;
    if (word == "quarter" || word == "quarters") return Unit::quarter;
    if (word == "year" || word == "years") return Unit::year;
    return std::nullopt;
}

sys_days PeriodReader::shifted(sys_days day, Unit unit, int by) {
    const year_month_day date{day};
    const auto by_months = [&](int months_by) {
        year_month_day moved = date + months{months_by};
        if (!moved.ok()) moved = moved.year() / moved.month() / last;
        return sys_days{moved};
    };
    switch (unit) {
        case Unit::day:
            return day + days{by};
        case Unit::week:
            return day + days{7 * by};
        case Unit::month:
            return by_months(by);
        case Unit::quarter:
            return by_months(3 * by);
        case Unit::year:
            return by_months(12 * by);
    }
    return day;
}

/// The calendar unit that a day lies in.
sys_days PeriodReader::start_of(sys_days day, Unit unit) {
    const year_month_day date{day};
    const int y = static_cast<int>(date.year());
    const unsigned m = static_cast<unsigned>(date.month());
    switch (unit) {
        case Unit::day:
            return day;
        case Unit::week:
            return day - (weekday{day} - Monday);
        case Unit::month:
            return first_of(y, m);
        case Unit::quarter:
            return first_of(y, (m - 1) / 3 * 3 + 1);
        case Unit::year:
            return first_of(y, 1);
    }
    return day;
}

}  // namespace parlance::engine
