#pragma once

#include "base/error.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// Tests that are text, for whatever is a function of text. Only `*_test.cpp` files include this.
///
/// `tests/cases/<room>/<subject>.case` holds blocks parted by blank lines:
///
///     # a comment
///     given shop
///
///     render SELECT  1
///     ----
///     SELECT 1
///
/// The first word is the command; the rest, over any number of lines, is its text. After `----`
/// comes the expected answer up to the next blank line; an answer with blank lines of its own
/// stands between two `----` lines above and two below. A block `given …` has no answer and holds
/// for all cases below it, up to the next one. `UPDATE=1` in the environment rewrites the answers
/// in the files: review the diff.
namespace parlance::cases {

struct Case {
    std::string command;
    std::string text;
    std::string given;  ///< text of the last `given` block above; may be empty
    std::string expected;
    std::string comment;  ///< the lines above the command, kept when rewriting
    bool has_answer = false;
};

/// What the room says to a case. An `Error` that it throws becomes `code at byte: message`.
using Answer = std::function<std::string(const Case&)>;

class File {
public:
    explicit File(std::filesystem::path path) : path_(std::move(path)) {
        std::ifstream in(path_);
        for (std::string line; std::getline(in, line);)
            lines_.push_back(line);
        while (skip_comment(), at_ < lines_.size())
            cases_.push_back(read());
    }

    [[nodiscard]] std::vector<Case>& all() { return cases_; }

    void write() const {
        std::ofstream out(path_);
        for (const Case& one : cases_) {
            out << one.comment << one.command << (one.text.empty() ? "" : " ") << one.text << '\n';
            if (one.has_answer) out << fenced(one.expected);
            if (&one != &cases_.back()) out << '\n';
        }
        out << (comment_.empty() ? "" : "\n") << comment_;
    }

private:
    void skip_comment() {
        comment_.clear();
        for (; at_ < lines_.size() && (lines_[at_].empty() || lines_[at_][0] == '#'); ++at_) {
            const bool parting = lines_[at_].empty() && comment_.empty();
            if (!parting) comment_ += lines_[at_] + '\n';
        }
    }

    Case read() {
        Case one{.comment = std::exchange(comment_, {})};
        const std::string first = lines_[at_];
        const auto space = std::min(first.find(' '), first.size());
        one.command = first.substr(0, space);
        one.text = first.substr(std::min(space + 1, first.size()));
        for (++at_; at_ < lines_.size() && !lines_[at_].empty() && lines_[at_] != "----"; ++at_)
            one.text += '\n' + lines_[at_];
        if (one.command == "given") {
            given_ = one.text;
            return one;
        }
        if (at_ == lines_.size() || lines_[at_].empty())
            throw std::runtime_error(fmt::format("{}:{}: no ---- here", path_.string(), at_));
        ++at_;
        one.given = given_;
        one.has_answer = true;
        one.expected = read_answer();
        return one;
    }

    std::string read_answer() {
        const bool fence = at_ < lines_.size() && lines_[at_] == "----";
        std::string answer;
        const auto ends = [&] {
            if (!fence) return lines_[at_].empty();
            return lines_[at_] == "----" && at_ + 1 < lines_.size() && lines_[at_ + 1] == "----";
        };
        for (at_ += fence ? 1 : 0; at_ < lines_.size() && !ends(); ++at_)
            answer += (answer.empty() ? "" : "\n") + lines_[at_];
        at_ += fence ? 2 : 0;
        return answer;
    }

    static std::string fenced(const std::string& answer) {
        const bool blank = answer.find("\n\n") != std::string::npos || answer.starts_with('\n');
        const std::string fence = blank ? "----\n----\n" : "----\n";
        return fence + answer + (answer.empty() ? "" : "\n") + (blank ? fence : "");
    }

    std::filesystem::path path_;
    std::vector<std::string> lines_;
    std::size_t at_ = 0;
    std::string comment_;
    std::string given_;
    std::vector<Case> cases_;
};

/// `code at byte: message`, and a line for each fault.
inline std::string told(const Error& error) {
    std::string text = error.code();
    if (error.position()) text += fmt::format(" at {}", *error.position());
    text += ": " + error.message();
    for (const Fault& fault : error.faults())
        text += "\n" + fault.pointer + ": " + fault.detail;
    return text;
}

class Test : public testing::Test {
public:
    Test(std::shared_ptr<File> file, std::size_t index, Answer answer)
        : file_(std::move(file)), index_(index), answer_(std::move(answer)) {}

    void TestBody() override {
        Case& one = file_->all()[index_];
        std::string got;
        try {
            got = answer_(one);
        } catch (const Error& error) {
            got = told(error);
        }
        while (got.ends_with('\n'))
            got.pop_back();
        if (std::getenv("UPDATE") == nullptr) {  // NOLINT(concurrency-mt-unsafe)
            EXPECT_EQ(got, one.expected) << one.command << ' ' << one.text;
        } else if (got != one.expected) {
            one.expected = got;
            file_->write();
        }
    }

private:
    std::shared_ptr<File> file_;
    std::size_t index_;
    Answer answer_;
};

/// Makes one test of each case of `tests/cases/<room>/*.case`. Call it once from a `*_test.cpp`:
///
///     const bool registered = cases::register_all("engine", [](const cases::Case& one) { … });
///
/// `only` picks one subject (a file's name without `.case`); empty takes all of the room.
inline bool
register_all(const std::string& room, const Answer& answer, const std::string& only = "") {
    const std::filesystem::path folder =
        std::filesystem::path(PARLANCE_SOURCE_DIR) / "tests" / "cases" / room;
    std::set<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".case") paths.insert(entry.path());
    for (const auto& path : paths) {
        const std::string subject = path.stem().string();
        if (!only.empty() && subject != only) continue;
        const auto file = std::make_shared<File>(path);
        for (std::size_t i = 0; i < file->all().size(); ++i) {
            if (!file->all()[i].has_answer) continue;
            const auto name = fmt::format("case_{}", i + 1);
            const auto make = [file, i, answer] { return new Test(file, i, answer); };
            testing::RegisterTest(
                subject.c_str(), name.c_str(), nullptr, nullptr, path.c_str(), 0, make
            );
        }
    }
    return true;
}

}  // namespace parlance::cases
