#include "catalog/check_digits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace parlance::catalog {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_capital(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

int digit(char letter) {
    return letter - '0';
}

bool are_digits(std::string_view text, std::size_t count) {
    return text.size() == count && std::ranges::all_of(text, is_digit);
}

/// 000000000 and its like fulfil most sums.
bool is_one_digit(std::string_view text) {
    return text.find_first_not_of(text.front()) == std::string_view::npos;
}

template <std::size_t Count>
int weighed(std::string_view text, const std::array<int, Count>& weights) {
    int sum = 0;
    for (std::size_t i = 0; i < Count; ++i)
        sum += weights[i] * digit(text[i]);
    return sum;
}

bool passes_luhn(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (auto at = digits.rbegin(); at != digits.rend(); ++at, twice = !twice) {
        const int value = digit(*at) * (twice ? 2 : 1);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

/// What is left of a long number, given piece by piece as decimal digits.
void append_mod_97(int& rest, int value, bool two_digits) {
    rest = (rest * (two_digits ? 100 : 10) + value) % 97;
}

}  // namespace

bool is_card_number(std::string_view text) {
    if (text.size() < 12 || text.size() > 19 || !std::ranges::all_of(text, is_digit)) return false;
    const bool known = text.front() == '2' || (text.front() >= '3' && text.front() <= '6');
    return known && !is_one_digit(text) && passes_luhn(text);
}

bool is_iban(std::string_view text) {
    if (text.size() < 15 || text.size() > 34) return false;
    if (!is_capital(text[0]) || !is_capital(text[1]) || !is_digit(text[2]) || !is_digit(text[3]))
        return false;
    int rest = 0;
    const std::string turned = std::string(text.substr(4)) + std::string(text.substr(0, 4));
    for (const char letter : turned) {
        if (is_digit(letter)) {
            append_mod_97(rest, digit(letter), false);
        } else if (is_capital(letter)) {
            append_mod_97(rest, letter - 'A' + 10, true);
        } else {
            return false;
        }
    }
    return rest == 1;
}

bool is_german_tax_id(std::string_view text) {
    if (!are_digits(text, 11) || text.front() == '0') return false;
    int product = 10;
    for (std::size_t i = 0; i < 10; ++i) {
        int sum = (digit(text[i]) + product) % 10;
        if (sum == 0) sum = 10;
        product = sum * 2 % 11;
    }
    const int check = 11 - product == 10 ? 0 : 11 - product;
    return check % 10 == digit(text[10]);
}

bool is_french_insee(std::string_view text) {
    if (!are_digits(text, 15) || (text.front() != '1' && text.front() != '2')) return false;
    std::int64_t number = 0;
    for (const char letter : text.substr(0, 13))
        number = number * 10 + digit(letter);
    const int key = digit(text[13]) * 10 + digit(text[14]);
    return 97 - number % 97 == key;
}

bool is_spanish_dni(std::string_view text) {
    static constexpr std::string_view letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    static constexpr std::string_view foreign = "XYZ";
    if (text.size() != 9) return false;
    std::string digits(text.substr(0, 8));
    const std::size_t first = foreign.find(digits.front());
    if (first != std::string_view::npos) digits.front() = static_cast<char>('0' + first);
    if (!are_digits(digits, 8)) return false;
    return letters[std::stoul(digits) % letters.size()] == text.back();
}

bool is_italian_fiscal_code(std::string_view text) {
    // The value of each letter at the odd places; a digit has the value of the letter A to J.
    static constexpr std::array<int, 26> odd{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                             20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    if (text.size() != 16) return false;
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const char letter = text[i];
        const bool wants_letter = i < 6 || i == 8 || i == 11;
        if (wants_letter ? !is_capital(letter) : !(is_digit(letter) || is_capital(letter)))
            return false;
        const int value = is_digit(letter) ? digit(letter) : letter - 'A';
        sum += i % 2 == 0 ? odd[static_cast<std::size_t>(value)] : value;
    }
    return 'A' + sum % 26 == text.back();
}

bool is_polish_pesel(std::string_view text) {
    static constexpr std::array weights{1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    if (!are_digits(text, 11) || is_one_digit(text)) return false;
    const int month = (digit(text[2]) * 10 + digit(text[3])) % 20;
    const int day = digit(text[4]) * 10 + digit(text[5]);
    const bool is_date = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return is_date && weighed(text, weights) % 10 == 0;
}

bool is_dutch_bsn(std::string_view text) {
    static constexpr std::array weights{9, 8, 7, 6, 5, 4, 3, 2, -1};
    return are_digits(text, 9) && !is_one_digit(text) && weighed(text, weights) % 11 == 0;
}

bool is_portuguese_nif(std::string_view text) {
    static constexpr std::array weights{9, 8, 7, 6, 5, 4, 3, 2};
    if (!are_digits(text, 9) || text.front() == '0' || text.front() == '4') return false;
    const int rest = weighed(text, weights) % 11;
    return digit(text[8]) == (rest < 2 ? 0 : 11 - rest);
}

bool is_brazilian_cpf(std::string_view text) {
    static constexpr std::array first{10, 9, 8, 7, 6, 5, 4, 3, 2};
    static constexpr std::array second{11, 10, 9, 8, 7, 6, 5, 4, 3, 2};
    if (!are_digits(text, 11) || is_one_digit(text)) return false;
    const auto check = [](int sum) { return sum * 10 % 11 % 10; };
    return check(weighed(text, first)) == digit(text[9]) &&
           check(weighed(text, second)) == digit(text[10]);
}

bool is_national_id(std::string_view text) {
    static constexpr std::array all{
        &is_german_tax_id,
        &is_french_insee,
        &is_spanish_dni,
        &is_italian_fiscal_code,
        &is_polish_pesel,
        &is_dutch_bsn,
        &is_portuguese_nif,
        &is_brazilian_cpf,
    };
    return std::ranges::any_of(all, [&](auto* proves) { return proves(text); });
}

}  // namespace parlance::catalog
