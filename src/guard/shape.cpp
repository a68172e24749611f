#include "guard/shape.hpp"

#include <array>
#include <cstdint>

namespace parlance::guard {
namespace {

enum Class : std::uint8_t { other, blank, word, digit, quote, name_quote, odd };

constexpr std::array<Class, 256> classes = [] {
    std::array<Class, 256> made{};
    for (const char c : {' ', '\t', '\n', '\r', '\f', '\v'})
        made[static_cast<unsigned char>(c)] = blank;
    for (int c = 'a'; c <= 'z'; ++c)
        made[static_cast<std::size_t>(c)] = made[static_cast<std::size_t>(c - 'a' + 'A')] = word;
    for (std::size_t c = 128; c < 256; ++c)
        made[c] = word;
    made['_'] = word;
    for (int c = '0'; c <= '9'; ++c)
        made[static_cast<std::size_t>(c)] = digit;
    made['\''] = quote;
    made['"'] = name_quote;
    for (const char c : {'$', '`', '\\', '\0'})
        made[static_cast<unsigned char>(c)] = odd;
    return made;
}();

Class class_of(char letter) {
    return classes[static_cast<unsigned char>(letter)];
}

constexpr std::size_t short_number = 9;  ///< digits that every int4 can hold

class Scan {
public:
    Scan(std::string_view text, Shape& shape) : text_(text), shape_(shape) {}

    bool run() {
        while (at_ < text_.size())
            if (!one()) return false;
        return true;
    }

private:
    bool one() {
        switch (class_of(text_[at_])) {
            case blank:
                return blanks();
            case word:
                return take_word();
            case digit:
                return number();
            case quote:
                return string();
            case name_quote:
                return name();
            case odd:
                return false;
            case other:
                break;
        }
        return sign();
    }

    bool blanks() {
        while (at_ < text_.size() && class_of(text_[at_]) == blank)
            ++at_;
        shape_.key += ' ';
        return true;
    }

    bool take_word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && (class_of(text_[at_]) == word || class_of(text_[at_]) == digit)
        )
            ++at_;
        shape_.key.append(text_, begin, at_ - begin);
        return at_ == text_.size() || text_[at_] != '\'';  // E'…', B'…' and their like
    }

    /// Fractions, exponents and long numbers have other types: they stay in the key.
    bool number() {
        const std::size_t begin = at_;
        const bool after_point = begin > 0 && text_[begin - 1] == '.';
        bool whole = !after_point;
        while (at_ < text_.size() && (class_of(text_[at_]) == digit ||
                                      class_of(text_[at_]) == word || text_[at_] == '.')) {
            whole = whole && class_of(text_[at_]) == digit;
            ++at_;
        }
        const std::string_view digits = text_.substr(begin, at_ - begin);
        if (whole && digits.size() <= short_number) {
            shape_.key += '\x01';
            shape_.slots.push_back({begin, false, std::string(digits)});
        } else {
            shape_.key += digits;
        }
        return true;
    }

    bool string() {
        Slot slot{at_, true, {}};
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\0') return false;
            if (text_[at_] == '\'') {
                if (at_ + 1 == text_.size() || text_[at_ + 1] != '\'') break;
                ++at_;
            }
            slot.value += text_[at_];
        }
        if (at_ == text_.size()) return false;
        ++at_;
        shape_.key += '\x02';
        shape_.slots.push_back(std::move(slot));
        return true;
    }

    bool name() {
        const std::size_t end = text_.find('"', at_ + 1);
        if (end == text_.npos) return false;
        shape_.key.append(text_, at_, end + 1 - at_);
        at_ = end + 1;
        return true;
    }

    bool sign() {
        const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        const char here = text_[at_];
        if ((here == '-' && next == '-') || (here == '/' && next == '*')) return false;
        if (here < ' ') return false;  // our own marks
        shape_.key += here;
        ++at_;
        return true;
    }

    std::string_view text_;
    Shape& shape_;
    std::size_t at_ = 0;
};

}  // namespace

bool read_shape(std::string_view text, Shape& shape) {
    shape.key.clear();
    shape.slots.clear();
    return Scan(text, shape).run();
}

}  // namespace parlance::guard
