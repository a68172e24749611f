#include "agents/numbers.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace parlance::agents {

namespace {

bool is_digit(char letter) {
    return '0' <= letter && letter <= '9';
}

/// One number as the text shows it.
struct Figure {
    std::string digits;  ///< with its separators
    double scale = 1;    ///< what "million" behind it says
    bool percent = false;
    std::string whole;  ///< as it stands in the text
};

/// A way to understand a number's digits.
struct Reading {
    double value = 0;
    int decimals = 0;
};

/// Whether the separators part groups of three.
bool is_grouped(std::string_view whole, char separator) {
    std::size_t group = 0;
    bool first = true;
    for (const char letter : whole) {
        if (letter != separator) {
            ++group;
            continue;
        }
        if (first ? group == 0 || group > 3 : group != 3) return false;
        first = false;
        group = 0;
    }
    return first || group == 3;
}

/// The digits with one sign as the decimal point and another between groups.
std::optional<Reading> read(std::string_view digits, char point, char separator) {
    const auto dot = std::min(digits.find(point), digits.size());
    const std::string_view whole = digits.substr(0, dot);
    const std::string_view fraction = digits.substr(std::min(dot + 1, digits.size()));
    const bool plain = std::ranges::all_of(fraction, is_digit) &&
                       std::ranges::all_of(whole, [separator](char letter) {
                           return is_digit(letter) || letter == separator;
                       });
    if (!plain || !is_grouped(whole, separator)) return std::nullopt;
    std::string text;
    std::ranges::copy_if(whole, std::back_inserter(text), is_digit);
    if (!fraction.empty()) text.append(".").append(fraction);
    Reading reading{.decimals = static_cast<int>(std::min<std::size_t>(fraction.size(), 300))};
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), reading.value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return reading;
}

std::vector<Reading> readings_of(std::string_view digits) {
    std::vector<Reading> readings;
    for (const auto& [point, separator] : {std::pair('.', ','), {',', '.'}, {'.', '\''}}) {
        if (const auto reading = read(digits, point, separator)) readings.push_back(*reading);
    }
    return readings;
}

struct ScaleWord {
    std::string_view word;
    double scale;
};
constexpr auto scale_words = std::to_array<ScaleWord>({
    {"k", 1e3},
    {"thousand", 1e3},
    {"m", 1e6},
    {"mn", 1e6},
    {"million", 1e6},
    {"millions", 1e6},
    {"bn", 1e9},
    {"billion", 1e9},
    {"billions", 1e9},
    {"trillion", 1e12},
});

/// Takes the numbers of a text one after the other.
class Numbers {
public:
    explicit Numbers(std::string_view text) : text_(text) {}

    std::optional<Figure> next() {
        while (at_ < text_.size() && !is_digit(text_[at_]))
            ++at_;
        if (at_ == text_.size()) return std::nullopt;
        const std::size_t begin = at_;
        Figure figure{.digits = digits()};
        take_unit(figure);
        figure.whole = text_.substr(begin, at_ - begin);
        return figure;
    }

private:
    /// Digits and what parts them; a separator counts only between digits.
    std::string digits() {
        std::string digits;
        while (at_ < text_.size()) {
            const std::size_t gap = is_digit(text_[at_]) ? 0 : gap_at(at_);
            const bool more = is_digit(text_[at_]) ||
                              (gap > 0 && at_ + gap < text_.size() && is_digit(text_[at_ + gap]));
            if (!more) break;
            if (gap <= 1) digits += text_[at_];
            if (gap > 1) digits += '\'';
            at_ += std::max<std::size_t>(gap, 1);
        }
        return digits;
    }

    /// The bytes of a sign that may part digits: a mark, or a space that does not break.
    [[nodiscard]] std::size_t gap_at(std::size_t at) const {
        const std::string_view rest = text_.substr(at);
        if (rest[0] == '.' || rest[0] == ',' || rest[0] == '\'') return 1;
        for (const std::string_view space : {"\u00A0", "\u202F", "\u2009", "\u2019"})
            if (rest.starts_with(space)) return space.size();
        return 0;
    }

    void take_unit(Figure& figure) {
        std::size_t after = at_;
        while (after < text_.size() &&
               (text_[after] == ' ' || text_[after] == '\xC2' || text_[after] == '\xA0'))
            ++after;
        std::size_t end = after;
        while (end < text_.size() && std::isalpha(static_cast<unsigned char>(text_[end])) != 0)
            ++end;
        std::string word(text_.substr(after, end - after));
        std::ranges::transform(word, word.begin(), [](unsigned char letter) {
            return static_cast<char>(std::tolower(letter));
        });
        figure.percent = text_.substr(after).starts_with('%') || word == "percent";
        // "5 m" are metres, "5m" are millions.
        const bool scales = word.size() > 1 || after == at_;
        const auto found =
            scales ? std::ranges::find(scale_words, word, &ScaleWord::word) : scale_words.end();
        if (figure.percent || found != scale_words.end()) at_ = std::max(end, after + 1);
        if (found != scale_words.end()) figure.scale = found->scale;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// All numbers that a result holds.
class Known {
public:
    explicit Known(const ResultSet& result) {
        values_.push_back(static_cast<double>(result.rows.rows()));
        for (const ResultColumn& column : result.columns)
            add_words(column.name);
        for (std::size_t row = 0; row < result.rows.rows(); ++row) {
            for (const Batch::Cell& cell : result.rows.row(row))
                add(cell.kind, result.rows.text(cell));
        }
        std::ranges::sort(values_);
    }

    [[nodiscard]] bool has(const Figure& figure) const {
        const std::vector<Reading> readings = readings_of(figure.digits);
        if (readings.empty()) return words_.contains(figure.digits);
        return std::ranges::any_of(readings, [&](const Reading& reading) {
            return has(reading, 1 / figure.scale) || (figure.percent && has(reading, 100));
        });
    }

private:
    void add(CellKind kind, std::string_view text) {
        if (kind == CellKind::null || kind == CellKind::boolean) return;
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = error == std::errc() && end == text.data() + text.size();
        if (kind == CellKind::number && whole) return values_.push_back(std::abs(value));
        add_words(text);
    }

    void add_words(std::string_view text) {
        Numbers numbers(text);
        while (const auto figure = numbers.next()) {
            const std::vector<Reading> readings = readings_of(figure->digits);
            for (const Reading& reading : readings)
                values_.push_back(reading.value);
            if (readings.empty()) words_.insert(figure->digits);
        }
    }

    /// Whether a value times `factor` is what was read, rounded to its decimals.
    [[nodiscard]] bool has(const Reading& reading, double factor) const {
        const double slack = std::pow(10.0, -reading.decimals) * 0.5;
        const double noise = reading.value * 1e-12 + 1e-12;
        const double least = (reading.value - slack - noise) / factor;
        const double most = (reading.value + slack + noise) / factor;
        const auto found = std::ranges::lower_bound(values_, least);
        return found != values_.end() && *found <= most;
    }

    std::vector<double> values_;
    std::set<std::string, std::less<>> words_;  ///< what reads as no number, such as `1.2.3`
};

}  // namespace

std::vector<std::string> invented_numbers(std::string_view text, const ResultSet& result) {
    const Known known(result);
    std::vector<std::string> invented;
    Numbers numbers(text);
    while (const auto figure = numbers.next())
        if (!known.has(*figure)) invented.push_back(figure->whole);
    return invented;
}

}  // namespace parlance::agents
