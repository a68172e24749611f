#include "catalog/yaml.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <fmt/format.h>
#include <yaml-cpp/emitter.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>
#include <optional>
#include <streambuf>
#include <utility>
#include <vector>

namespace parlance::catalog {

namespace {

namespace json = boost::json;

constexpr std::size_t bytes_max = std::size_t{512} << 10;
constexpr std::size_t nodes_max = 20'000;
constexpr std::size_t documents_max = 200;

Error bad_file(std::string_view what) {
    return {Failure::invalid, "knowledge_file", fmt::format("The YAML {}.", what)};
}

Error bad_line(const YAML::Mark& mark, std::string_view what) {
    return bad_file(fmt::format("{} (line {})", what, mark.line + 1));
}

/// Builds the value out of what the parser reports, and stops it where it becomes too much.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(std::size_t depth_max) : depth_max_(depth_max) {}

    json::value root;

private:
    struct Open {
        json::value value;
        std::optional<std::string> key;  ///< in an object: read, and waiting for its value
    };

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        throw bad_line(mark, "has an alias; write it out");
    }
    void OnAnchor(const YAML::Mark& mark, const std::string&) override {
        throw bad_line(mark, "has an anchor; write it out");
    }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        count(mark, "", anchor);
        put(mark, nullptr);
    }
    void OnScalar(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        const std::string& text
    ) override {
        count(mark, tag, anchor);
        // The library makes bytes of some escapes, such as `\N`, that are no text.
        if (!is_utf8(text) || text.find('\0') != text.npos)
            throw bad_line(mark, "has a character that no text has");
        if (!open_.empty() && open_.back().value.is_object() && !open_.back().key) {
            if (open_.back().value.get_object().contains(text))
                throw bad_line(mark, "has a key that stands twice");
            open_.back().key = text;
        } else {
            put(mark, json::value(text));
        }
    }
    void OnSequenceStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value
    ) override {
        begin(mark, tag, anchor, json::array());
    }
    void OnMapStart(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        YAML::EmitterStyle::value
    ) override {
        begin(mark, tag, anchor, json::object());
    }
    void OnSequenceEnd() override { end(); }
    void OnMapEnd() override { end(); }

    void count(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) throw bad_line(mark, "has an anchor; write it out");
        if (!tag.empty() && tag != "?" && tag != "!")
            throw bad_line(mark, "has a tag; leave it out");
        if (++nodes_ > nodes_max) throw bad_file("has too many entries");
    }

    void begin(
        const YAML::Mark& mark,
        const std::string& tag,
        YAML::anchor_t anchor,
        json::value value
    ) {
        count(mark, tag, anchor);
        require_key(mark);
        if (open_.size() == depth_max_) throw bad_line(mark, "is nested too deep");
        open_.push_back({std::move(value), std::nullopt});
    }

    void end() {
        json::value done = std::move(open_.back().value);
        open_.pop_back();
        put(YAML::Mark::null_mark(), std::move(done));
    }

    void require_key(const YAML::Mark& mark) {
        if (!open_.empty() && open_.back().value.is_object() && !open_.back().key)
            throw bad_line(mark, "has a key that is no text");
    }

    void put(const YAML::Mark& mark, json::value value) {
        require_key(mark);
        if (open_.empty()) {
            root = std::move(value);
        } else if (open_.back().value.is_array()) {
            open_.back().value.get_array().push_back(std::move(value));
        } else {
            open_.back().value.get_object().emplace(*open_.back().key, std::move(value));
            open_.back().key.reset();
        }
    }

    std::size_t depth_max_;
    std::vector<Open> open_;
    std::size_t nodes_ = 0;
};

/// A stream over text that stays where it is.
class Over final : public std::streambuf {
public:
    explicit Over(std::string& text) { setg(text.data(), text.data(), text.data() + text.size()); }
};

bool is_plain(std::string_view text) {
    constexpr std::array<std::string_view, 8> reserved{
        "null", "true", "false", "yes", "no", "on", "off", "y"
    };
    const auto letter = [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
    };
    const auto harmless = [&](char each) {
        return letter(each) || (each >= '0' && each <= '9') || each == '_' || each == ' ' ||
               each == '.';
    };
    const bool word = std::ranges::any_of(reserved, [&](std::string_view each) {
        return text.size() == each.size() &&
               std::ranges::equal(text, each, [](char left, char right) {
                   return static_cast<char>(left | 0x20) == right;
               });
    });
    return text.size() > 1 && !word && letter(text.front()) && text.back() != ' ' &&
           std::ranges::all_of(text, harmless);
}

/// Whether the text keeps its form as a block: lines of visible characters, blanks only inside.
bool is_block(std::string_view text) {
    if (text.find('\n') == text.npos || text.front() == ' ' || text.front() == '\n') return false;
    char before = '\n';
    for (const char each : text) {
        const bool control = static_cast<unsigned char>(each) < 0x20 && each != '\n';
        if (control || each == 0x7f || (each == '\n' && before == ' ')) return false;
        before = each;
    }
    return before != '\n' && before != ' ';
}

class Writing {
public:
    explicit Writing(std::span<const std::string_view> blocks) : blocks_(blocks) {}

    std::string run(const json::value& value) {
        write(value, false);
        return std::string(out_.c_str()) + "\n";
    }

private:
    void write(const json::value& value, bool may_be_block) {
        if (value.is_array()) {
            out_ << YAML::BeginSeq;
            for (const json::value& each : value.get_array())
                write(each, false);
            out_ << YAML::EndSeq;
        } else if (value.is_object()) {
            out_ << YAML::BeginMap;
            for (const auto& [key, held] : value.get_object()) {
                out_ << YAML::Key << std::string(key) << YAML::Value;
                write(held, std::ranges::find(blocks_, std::string_view(key)) != blocks_.end());
            }
            out_ << YAML::EndMap;
        } else if (value.is_string()) {
            write(std::string(value.get_string()), may_be_block);
        } else {
            out_ << YAML::Null;
        }
    }

    void write(const std::string& text, bool may_be_block) {
        if (may_be_block && is_block(text))
            out_ << YAML::Literal << text;
        else if (is_plain(text))
            out_ << text;
        else
            out_ << YAML::DoubleQuoted << text;
    }

    std::span<const std::string_view> blocks_;
    YAML::Emitter out_;
};

}  // namespace

std::vector<json::value> read_yaml_documents(std::string_view text, std::size_t depth_max) {
    if (text.size() > bytes_max) throw bad_file("is larger than 512 KiB");
    if (!is_utf8(text) || text.find('\0') != text.npos) throw bad_file("is not UTF-8 text");
    std::string copy(text);
    Over over(copy);
    std::istream in(&over);
    Builder builder(depth_max);
    std::vector<json::value> documents;
    try {
        YAML::Parser parser(in);
        while (parser.HandleNextDocument(builder)) {
            if (documents.size() == documents_max) throw bad_file("has too many documents");
            documents.push_back(std::exchange(builder.root, nullptr));
        }
    } catch (const YAML::Exception& failed) {
        throw bad_line(failed.mark, "cannot be read");
    }
    return documents;
}

json::value read_yaml(std::string_view text, std::size_t depth_max) {
    std::vector<json::value> documents = read_yaml_documents(text, depth_max);
    if (documents.size() > 1) throw bad_file("has more than one document");
    return documents.empty() ? json::value() : std::move(documents.front());
}

std::string write_yaml(const json::value& value, std::span<const std::string_view> blocks) {
    return Writing(blocks).run(value);
}

}  // namespace parlance::catalog
