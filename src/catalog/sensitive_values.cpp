#include "catalog/sensitive_values.hpp"

#include "catalog/check_digits.hpp"
#include "catalog/sensitive_words.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace parlance::catalog {

namespace {

/// Fewer values than this tell nothing.
constexpr std::size_t values_min = 3;
constexpr std::size_t text_max = 512;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}
bool is_letter(char letter) {
    return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
}

/// The number without what people put between its digits.
std::string without_gaps(std::string_view text) {
    std::string made;
    for (const char letter : text)
        if (letter != ' ' && letter != '-' && letter != '.') made += letter;
    return made;
}

bool is_card(std::string_view text) {
    return is_card_number(without_gaps(text));
}
bool is_account(std::string_view text) {
    return is_iban(without_gaps(text));
}

/// United States: 123-45-6789, never without its hyphens.
bool is_social_security_number(std::string_view text) {
    if (text.size() != 11 || text[3] != '-' || text[6] != '-') return false;
    const bool used = !text.starts_with("000") && !text.starts_with("666") && text.front() != '9';
    return used && std::ranges::count_if(text, is_digit) == 9;
}

bool is_person_number(std::string_view text) {
    return is_social_security_number(text) || is_national_id(without_gaps(text));
}

bool is_uuid(std::string_view text) {
    return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-';
}

/// Shannon's entropy in bits for each letter.
double entropy(std::string_view text) {
    std::array<int, 256> counts{};
    for (const char letter : text)
        ++counts[static_cast<unsigned char>(letter)];
    double bits = 0;
    for (const int count : counts) {
        if (count == 0) continue;
        const double share = static_cast<double>(count) / static_cast<double>(text.size());
        bits -= share * std::log2(share);
    }
    return bits;
}

}  // namespace

bool looks_like_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at != text.rfind('@')) return false;
    const std::string_view domain = text.substr(at + 1);
    const auto dot = domain.rfind('.');
    const bool has_end = dot != std::string_view::npos && dot > 0 && domain.size() - dot > 2;
    return has_end && text.find_first_of(" ,;<>()/") == std::string_view::npos;
}

bool looks_like_phone(std::string_view text) {
    const auto digits = std::ranges::count_if(text, is_digit);
    if (digits < 7 || digits > 15) return false;
    if (text.find_first_not_of("0123456789 +-()/.x") != std::string_view::npos) return false;
    const bool international = text.front() == '+' || text.starts_with("00");
    // A date has hyphens too, and a number of an order is digits alone.
    const bool grouped = text.find_first_of(" ()/") != std::string_view::npos;
    const bool american = text.size() == 12 && text[3] == '-' && text[7] == '-';
    return international || american || (grouped && (text.front() == '(' || text.front() == '0'));
}

bool looks_like_ip_address(std::string_view text) {
    if (text.size() < 3 || text.size() > 45) return false;
    if (text.find_first_of(".:") == std::string_view::npos) return false;
    boost::system::error_code failed;
    boost::asio::ip::make_address(std::string(text), failed);
    return !failed;
}

bool looks_like_secret(std::string_view text) {
    static constexpr std::array<std::string_view, 18> forms{
        "sk_",
        "pk_",
        "rk_",
        "ghp_",
        "gho_",
        "github_pat_",
        "glpat-",
        "AKIA",
        "eyJ",
        "xoxb-",
        "xoxp-",
        "$2a$",
        "$2b$",
        "$argon2",
        "$6$",
        "SG.",
        "-----BEGIN",
        "AIza",
    };
    if (text.size() < 12) return false;
    if (std::ranges::any_of(forms, [&](std::string_view form) { return text.starts_with(form); }))
        return true;
    if (text.size() < 20 || is_uuid(text) || is_iban(text)) return false;
    const bool plain = std::ranges::all_of(text, [](char letter) {
        return is_letter(letter) || is_digit(letter) || letter == '+' || letter == '/' ||
               letter == '=' || letter == '_' || letter == '-';
    });
    const auto digits = std::ranges::count_if(text, is_digit);
    const auto letters = std::ranges::count_if(text, is_letter);
    return plain && digits >= 3 && letters >= 3 && entropy(text) > 3.4;
}

bool looks_like_person(std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    if (words.empty() || words.size() > 5) return false;
    const auto& known = SensitiveWords::shipped();
    return known.is_given_name(words.front()) ||
           (words.size() == 2 && known.is_given_name(words.back()));
}

bool looks_like_address(std::string_view text) {
    if (std::ranges::none_of(text, is_digit)) return false;
    const auto& known = SensitiveWords::shipped();
    const std::vector<std::string> words = words_of(text);
    return words.size() >= 2 && std::ranges::any_of(words, [&](const std::string& word) {
               return known.is_street_word(word) || word.ends_with("strasse") ||
                      word.ends_with("straat") || word.ends_with("weg");
           });
}

std::vector<SeenKind> kinds_of(const std::vector<std::string>& values) {
    using Looks = bool (*)(std::string_view);
    static constexpr std::array<std::pair<Sensitive, Looks>, 9> signs{{
        {Sensitive::email, &looks_like_email},
        {Sensitive::phone, &looks_like_phone},
        {Sensitive::card_number, &is_card},
        {Sensitive::national_id, &is_person_number},
        {Sensitive::iban, &is_account},
        {Sensitive::ip_address, &looks_like_ip_address},
        {Sensitive::secret, &looks_like_secret},
        {Sensitive::person_name, &looks_like_person},
        {Sensitive::address, &looks_like_address},
    }};
    std::vector<SeenKind> kinds;
    for (const auto& [kind, looks] : signs) {
        SeenKind seen{.kind = kind};
        for (const std::string& value : values) {
            if (value.empty()) continue;
            ++seen.looked_at;
            if (value.size() <= text_max && looks(value)) ++seen.matching;
        }
        if (seen.looked_at >= values_min && seen.share() >= 0.5) kinds.push_back(seen);
    }
    return kinds;
}

}  // namespace parlance::catalog
