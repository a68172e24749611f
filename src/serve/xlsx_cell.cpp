#include "serve/xlsx_cell.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace parlance::serve {

namespace {

constexpr std::size_t digits_max = 15;

std::size_t digits_that_tell(std::string_view text) {
    text = text.substr(0, text.find_first_of("eE"));
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char each) {
        return each >= '0' && each <= '9';
    });
    const std::size_t first = digits.find_first_not_of('0');
    if (first == digits.npos) return 0;
    const bool whole = !text.contains('.');
    const std::size_t last = whole ? digits.find_last_not_of('0') : digits.size() - 1;
    return last - first + 1;
}

bool read(std::string_view text, std::size_t from, std::size_t count, int& number) {
    if (text.size() < from + count) return false;
    const char* const begin = text.data() + from;
    const auto got = std::from_chars(begin, begin + count, number);
    return got.ec == std::errc{} && got.ptr == begin + count && number >= 0;
}

bool read_time(std::string_view text, lxw_datetime& moment) {
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return false;
    if (!read(text, 0, 2, moment.hour) || !read(text, 3, 2, moment.min)) return false;
    const char* const begin = text.data() + 6;
    const char* const end = text.data() + text.size();
    const auto got = std::from_chars(begin, end, moment.sec, std::chars_format::fixed);
    return got.ec == std::errc{} && got.ptr == end && moment.sec >= 0;
}

}  // namespace

std::optional<double> xlsx_number(std::string_view text) {
    double number = 0;
    const char* const end = text.data() + text.size();
    const auto got = std::from_chars(text.data(), end, number);
    if (got.ec != std::errc{} || got.ptr != end) return std::nullopt;
    if (!std::isfinite(number) || digits_that_tell(text) > digits_max) return std::nullopt;
    return number;
}

std::optional<lxw_datetime> xlsx_moment(std::string_view text) {
    lxw_datetime moment{};
    const bool day = text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
                     read(text, 0, 4, moment.year) && read(text, 5, 2, moment.month) &&
                     read(text, 8, 2, moment.day);
    if (!day || moment.year < 1900 || (moment.year == 1900 && moment.month < 3))
        return std::nullopt;
    if (text.size() == 10) return moment;
    if (text[10] != ' ' && text[10] != 'T') return std::nullopt;
    if (!read_time(text.substr(11), moment)) return std::nullopt;
    return moment;
}

std::string xlsx_text(std::string_view text, bool& was_cut) {
    constexpr std::string_view unknown = "\xEF\xBF\xBD";
    std::string made;
    std::size_t units = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const std::size_t size = utf8_sequence(at, end);
        units += size == 4 ? 2 : 1;
        if (units > xlsx_text_max) {
            was_cut = true;
            break;
        }
        if (size == 0 || *at == '\0')
            made += unknown;
        else
            made.append(at, size);
        at += std::max<std::size_t>(size, 1);
    }
    return made;
}

}  // namespace parlance::serve
