#include "engine/dates.hpp"

#include "engine/periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace parlance::engine {

std::string iso(std::chrono::sys_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

namespace {

using namespace std::chrono;

class TimeReader {
public:
    TimeReader(std::span<const Token> tokens, Instant now) : periods_(tokens, now) {}

    std::optional<TimePhrase> run() {
        if (auto both = between(0)) return both;
        if (auto bound = bounded()) return bound;
        std::size_t skipped = 0;
        bool marked = false;
        while (
            is(skipped, {"in", "during", "within", "for", "on", "of", "from", "over", "throughout"})
        )
            ++skipped, marked = true;
        if (skipped > 0) {
            if (auto both = between(skipped - 1)) return both;
        }
        auto period = periods_.at(skipped);
        if (!period) return std::nullopt;
        TimePhrase phrase = closed(*period, skipped);
        phrase.range.marked = marked || !period->year;
        suffix(*period, phrase);
        return phrase;
    }

private:
    [[nodiscard]] bool is(std::size_t at, std::initializer_list<std::string_view> words) const {
        return periods_.is(at, words);
    }

    static TimePhrase closed(const Period& period, std::size_t skipped) {
        TimePhrase phrase{.tokens = skipped + period.tokens};
        phrase.range = {
            .begin = iso(period.begin),
            .end = iso(period.end),
            .years = period.year,
            .relative = period.relative,
            .guessed = period.guessed
        };
        return phrase;
    }

    /// `2014 or later`.
    void suffix(const Period& period, TimePhrase& phrase) const {
        const std::size_t at = phrase.tokens;
        if (!is(at, {"or", "and"})) return;
        if (is(at + 1, {"later", "after", "afterwards", "onwards", "newer"}))
            phrase.range.end.clear();
        else if (is(at + 1, {"earlier", "before", "older"}))
            phrase.range.begin.clear();
        else
            return;
        phrase.tokens += 2;
        phrase.range.years = period.year;
    }

    std::optional<TimePhrase> between(std::size_t at) const {
        const bool from = is(at, {"from"});
        if (!from && !is(at, {"between"})) return std::nullopt;
        const auto low = periods_.at(at + 1);
        if (!low) return std::nullopt;
        const std::size_t middle = at + 1 + low->tokens;
        if (!is(middle, {"and", "to", "until", "till", "through", "-"})) return std::nullopt;
        auto high = periods_.at(middle + 1);
        if (!high || high->end <= low->begin) return std::nullopt;
        TimePhrase phrase{.tokens = middle + 1 + high->tokens};
        phrase.range = {
            .begin = iso(low->begin),
            .end = iso(high->end),
            .years = low->year && high->year,
            .relative = low->relative || high->relative,
            .guessed = low->guessed || high->guessed,
            .marked = true
        };
        return phrase;
    }

    /// `before`, `after`, `since`, `until`.
    std::optional<TimePhrase> bounded() const {
        std::size_t at = 0;
        const bool or_equal = is(0, {"on"}) && is(1, {"or"});
        if (or_equal) at = 2;
        const bool before = is(at, {"before", "prior"});
        const bool after = is(at, {"after"});
        const bool since = is(at, {"since"});
        const bool until = is(at, {"until", "till"});
        if (!before && !after && !since && !until) return std::nullopt;
        ++at;
        if (is(at, {"to"})) ++at;
        while (is(at, {"the", "in"}))
            ++at;
        const auto period = periods_.at(at);
        if (!period) return std::nullopt;
        TimePhrase phrase = closed(*period, at);
        phrase.range.marked = true;
        if (before)
            phrase.range.end = iso(or_equal ? period->end : period->begin),
            phrase.range.begin.clear();
        if (until) phrase.range.begin.clear();
        if (after)
            phrase.range.begin = iso(or_equal ? period->begin : period->end),
            phrase.range.end.clear();
        if (since) phrase.range.end.clear();
        return phrase;
    }

    PeriodReader periods_;
};

}  // namespace

std::optional<TimePhrase> read_time(std::span<const Token> tokens, Instant now) {
    return TimeReader(tokens, now).run();
}

Grain grain_named(const std::string& word) {
    constexpr std::array<std::pair<std::string_view, Grain>, 19> names{{
        {"hour", Grain::hour},        {"hours", Grain::hour},        {"day", Grain::day},
        {"days", Grain::day},         {"daily", Grain::day},         {"week", Grain::week},
        {"weeks", Grain::week},       {"weekly", Grain::week},       {"month", Grain::month},
        {"months", Grain::month},     {"monthly", Grain::month},     {"quarter", Grain::quarter},
        {"quarters", Grain::quarter}, {"quarterly", Grain::quarter}, {"year", Grain::year},
        {"years", Grain::year},       {"yearly", Grain::year},       {"annually", Grain::year},
        {"weekday", Grain::weekday},
    }};
    for (const auto& [name, grain] : names) {
        if (name == word) return grain;
    }
    return Grain::none;
}

}  // namespace parlance::engine
