#include "connectors/import/csv_scan.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <set>
#include <string_view>
#include <utility>

namespace parlance::connectors::import {

namespace {

constexpr std::size_t columns_max = 2000;

[[noreturn]] void ragged(std::size_t line, std::size_t expected, std::size_t got) {
    throw Error(
        Failure::invalid,
        "file_ragged",
        fmt::format(
            "Line {} has {} values where the first line has {}. Give every line the same number.",
            line,
            got,
            expected
        )
    );
}

bool digits_only(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// What the cells of one column have in common.
class Cells {
public:
    void add(std::string_view cell) {
        if (cell.empty()) return;
        any_ = true;
        if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
        const auto point = cell.find_first_of(".,");
        const std::string_view whole = cell.substr(0, point);
        const bool has_point = point != std::string_view::npos;
        const std::string_view part = has_point ? cell.substr(point + 1) : "";
        const bool number = digits_only(whole) && (!has_point || digits_only(part));
        numbers_ = numbers_ && number;
        if (!number) return;
        leading_zero_ = leading_zero_ || (whole.size() > 1 && whole[0] == '0');
        commas_ = commas_ || (has_point && cell[point] == ',');
        points_ = points_ || (has_point && cell[point] == '.');
        whole_digits_ = std::max(whole_digits_, whole.size());
        part_digits_ = std::max(part_digits_, part.size());
    }

    [[nodiscard]] bool numbers() const { return any_ && numbers_; }
    [[nodiscard]] bool commas() const { return numbers() && commas_; }
    [[nodiscard]] bool points() const { return numbers() && points_; }

    [[nodiscard]] std::string type(bool decimal_comma) const {
        constexpr std::size_t safe_digits = 18;  // of a BIGINT
        if (!numbers()) return "";
        if (leading_zero_) return "VARCHAR";
        if (!commas_ && !points_) return whole_digits_ > safe_digits ? "VARCHAR" : "";
        if (commas_ != decimal_comma || (commas_ && points_)) return "";
        const bool exact = part_digits_ <= 6 && whole_digits_ + part_digits_ <= safe_digits;
        return exact ? fmt::format("DECIMAL(18,{})", part_digits_) : "";
    }

private:
    bool any_ = false;
    bool numbers_ = true;
    bool leading_zero_ = false;
    bool commas_ = false;
    bool points_ = false;
    std::size_t whole_digits_ = 0;
    std::size_t part_digits_ = 0;
};

char delimiter_of(std::string_view line, bool prefers_tabs) {
    constexpr std::string_view candidates = ",\t;|";
    if (prefers_tabs && line.find('\t') != std::string_view::npos) return '\t';
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    for (const char each : line) {
        if (each == '"') quoted = !quoted;
        const auto place = candidates.find(each);
        if (!quoted && place != std::string_view::npos) ++counts[place];
    }
    return candidates[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

std::string utf8_of_latin1(std::string_view text) {
    std::string wide;
    for (const char each : text) {
        const auto byte = static_cast<unsigned char>(each);
        if (byte < 0x80) {
            wide += each;
        } else {
            wide += static_cast<char>(0xC0 | (byte >> 6));
            wide += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return wide;
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Reads records with quotes and line ends as RFC 4180 has them.
class Scanner {
public:
    Scanner(std::ifstream& file, bool prefers_tabs) : file_(file), prefers_tabs_(prefers_tabs) {}

    CsvScan run() {
        std::string line;
        while (std::getline(file_, line)) {
            ++line_;
            const bool first_line = line_ == 1;
            if (first_line && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
            if (first_line) result_.delimiter = delimiter_of(line, prefers_tabs_);
            if (!utf8_broken_ && !is_utf8(line)) utf8_broken_ = true;
            if (line.ends_with('\r')) line.pop_back();
            take_line(line);
        }
        if (in_quotes_) unclosed();
        finish();
        return std::move(result_);
    }

private:
    void take_line(std::string_view line) {
        if (in_quotes_) {
            cell_ += '\n';
        } else {
            if (line.empty() && first_.size() != 1) return;
            record_line_ = line_;
        }
        for (std::size_t at = 0; at < line.size(); ++at) {
            const char each = line[at];
            if (in_quotes_) {
                if (each != '"') {
                    cell_ += each;
                } else if (at + 1 < line.size() && line[at + 1] == '"') {
                    cell_ += line[++at];
                } else {
                    in_quotes_ = false;
                }
            } else if (each == '"' && cell_.empty()) {
                in_quotes_ = true;
            } else if (each == result_.delimiter) {
                end_cell();
            } else {
                cell_ += each;
            }
        }
        if (in_quotes_) return;
        end_cell();
        end_record();
    }

    void end_cell() {
        record_.push_back(std::move(cell_));
        cell_.clear();
        if (record_.size() > columns_max) {
            throw Error(Failure::too_large, "file_too_large", "The file has too many columns.");
        }
    }

    void end_record() {
        if (first_.empty()) {
            first_ = std::exchange(record_, {});
            cells_.resize(first_.size());
            return;
        }
        if (record_.size() != first_.size()) ragged(record_line_, first_.size(), record_.size());
        for (std::size_t at = 0; at < record_.size(); ++at)
            cells_[at].add(record_[at]);
        ++records_;
        record_.clear();
    }

    [[noreturn]] void unclosed() const {
        throw Error(
            Failure::invalid,
            "file_ragged",
            fmt::format("A quotation mark that opens on line {} never closes.", record_line_)
        );
    }

    void finish() {
        result_.latin1 = utf8_broken_;
        if (utf8_broken_) result_.warnings.emplace_back("The text was read as Latin-1, not UTF-8.");
        result_.header = has_header();
        if (result_.header && records_ == 0) {
            throw Error(Failure::invalid, "file_no_rows", "The file has a header but no rows.");
        }
        if (!result_.header) {
            for (std::size_t at = 0; at < first_.size(); ++at)
                cells_[at].add(first_[at]);
            result_.warnings.emplace_back("The file has no header; columns were numbered.");
        }
        const auto any = [&](auto what) { return std::ranges::any_of(cells_, what); };
        result_.decimal_comma =
            result_.delimiter != ',' && any(&Cells::commas) && !any(&Cells::points);
        name_columns();
    }

    // A header's cells are words above numbers, or words all along.
    bool has_header() const {
        bool words = true;
        for (std::size_t at = 0; at < first_.size(); ++at) {
            Cells head;
            head.add(trimmed(first_[at]));
            if (!head.numbers() && cells_[at].numbers() && !trimmed(first_[at]).empty())
                return true;
            words = words && !head.numbers();
        }
        return words && std::ranges::any_of(first_, [](const auto& cell) { return !cell.empty(); });
    }

    void name_columns() {
        std::set<std::string> taken;
        for (std::size_t at = 0; at < first_.size(); ++at) {
            std::string given(result_.header ? trimmed(first_[at]) : "");
            if (result_.latin1) given = utf8_of_latin1(given);
            const std::string wanted = given.empty() ? fmt::format("column{}", at + 1) : given;
            std::string name = wanted;
            for (int count = 2; !taken.insert(lower(name)).second; ++count)
                name = fmt::format("{}_{}", wanted, count);
            if (name != wanted) {
                result_.warnings.push_back(fmt::format(
                    "The column \"{}\" stands twice; the second became \"{}\".", wanted, name
                ));
            }
            result_.columns.push_back({std::move(name), cells_[at].type(result_.decimal_comma)});
        }
    }

    static std::string lower(std::string text) {
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
        return text;
    }

    std::ifstream& file_;
    bool prefers_tabs_;
    CsvScan result_;
    std::size_t line_ = 0;
    std::size_t record_line_ = 0;
    std::size_t records_ = 0;
    std::string cell_;
    std::vector<std::string> record_;
    std::vector<std::string> first_;
    std::vector<Cells> cells_;
    bool in_quotes_ = false;
    bool utf8_broken_ = false;
};

}  // namespace

CsvScan scan_csv(const std::string& path, bool prefers_tabs) {
    std::ifstream file(path, std::ios::binary);
    return Scanner(file, prefers_tabs).run();
}

}  // namespace parlance::connectors::import
