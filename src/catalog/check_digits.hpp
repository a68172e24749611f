#pragma once

#include <string_view>

/// Numbers that carry a proof of themselves. Each function takes the number without spaces and
/// hyphens, and is false for whatever else it gets.
namespace parlance::catalog {

/// A payment card: 12 to 19 digits of a known network, with Luhn's check digit (ISO/IEC 7812).
[[nodiscard]] bool is_card_number(std::string_view text);
/// ISO 13616, checked modulo 97 (ISO 7064).
[[nodiscard]] bool is_iban(std::string_view text);

/// The identifier of a person in one of the countries below.
[[nodiscard]] bool is_national_id(std::string_view text);

[[nodiscard]] bool is_german_tax_id(std::string_view text);  ///< 11 digits, ISO 7064 MOD 11,10
[[nodiscard]] bool is_french_insee(std::string_view text);   ///< 13 digits and their key
[[nodiscard]] bool is_spanish_dni(std::string_view text);    ///< and NIE, with their letter
[[nodiscard]] bool is_italian_fiscal_code(std::string_view text);  ///< codice fiscale
[[nodiscard]] bool is_polish_pesel(std::string_view text);
[[nodiscard]] bool is_dutch_bsn(std::string_view text);  ///< the proof of eleven
[[nodiscard]] bool is_portuguese_nif(std::string_view text);
[[nodiscard]] bool is_brazilian_cpf(std::string_view text);

}  // namespace parlance::catalog
