#include "base/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace parlance {

namespace {

/// Reads a moment from left to right; the first thing that does not fit spoils all the rest.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int value = 0;
        const char* end = rest_.data() + std::min(count, rest_.size());
        const auto [stopped, error] = std::from_chars(rest_.data(), end, value);
        good_ &= rest_.size() >= count && error == std::errc{} && stopped == end && value >= 0;
        rest_.remove_prefix(std::min(count, rest_.size()));
        return value;
    }
    bool take(std::string_view any_of) {
        const bool taken = !rest_.empty() && any_of.contains(rest_.front());
        if (taken) rest_.remove_prefix(1);
        return taken;
    }
    void expect(std::string_view any_of) { good_ &= take(any_of); }
    /// Up to six digits after the point, as microseconds.
    int fraction() {
        const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        good_ &= count >= 1 && count <= 6;
        if (!good_) return 0;
        int value = digits(count);
        for (std::size_t place = count; place < 6; ++place)
            value *= 10;
        return value;
    }
    std::chrono::minutes offset() {
        if (take("Zz")) return {};
        const int sign = !rest_.empty() && rest_.front() == '-' ? -1 : 1;
        expect("+-");
        const int hours = digits(2);
        expect(":");
        const int minutes = digits(2);
        good_ &= hours <= 23 && minutes <= 59;
        return std::chrono::minutes(sign * (hours * 60 + minutes));
    }
    [[nodiscard]] bool done() const { return good_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

}  // namespace

std::string rfc3339(Instant moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(moment - day);
    return fmt::format(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        time.hours().count(),
        time.minutes().count(),
        time.seconds().count(),
        time.subseconds().count()
    );
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
    Reader reader(text);
    const std::chrono::year year(reader.digits(4));
    reader.expect("-");
    const std::chrono::month month(static_cast<unsigned>(reader.digits(2)));
    reader.expect("-");
    const std::chrono::day day(static_cast<unsigned>(reader.digits(2)));
    reader.expect("Tt ");
    const int hour = reader.digits(2);
    reader.expect(":");
    const int minute = reader.digits(2);
    reader.expect(":");
    const int second = reader.digits(2);
    const int micros = reader.take(".") ? reader.fraction() : 0;
    const std::chrono::minutes offset = reader.offset();
    const std::chrono::year_month_day date(year, month, day);
    if (!reader.done() || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return Instant(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
           std::chrono::minutes(minute) + std::chrono::seconds(second) +
           std::chrono::microseconds(micros) - offset;
}

}  // namespace parlance
