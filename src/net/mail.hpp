#pragma once

#include "base/crypto.hpp"

#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace parlance::net {

/// The server that takes our mail, as its operator configured it.
struct MailServer {
    std::string url;   ///< `smtps://host`, or `smtp://host:587`, which must offer STARTTLS
    std::string user;  ///< empty: it wants none
    Secret password;
    std::string from;  ///< `reports@example.org`, or `Parlance <reports@example.org>`
};

/// A mail in two forms, of which readers choose one.
struct Mail {
    std::vector<std::string> to;
    std::string subject;
    std::string text;
    std::string html;
};

enum class MailTrouble : std::uint8_t { unreachable, timeout, certificate, login, refused };

/// What went wrong, as a sentence.
[[nodiscard]] std::string_view sentence_of(MailTrouble trouble) noexcept;

/// Whether it is one plain address, which can stand in a header and a command.
[[nodiscard]] bool is_mail_address(std::string_view text);

/// Hands the mail to the server; blocks until it has it. In the clear only to this machine.
[[nodiscard]] std::expected<void, MailTrouble> send_mail(
    const MailServer& server,
    const Mail& mail,
    std::chrono::milliseconds time_max = std::chrono::seconds(60)
);

}  // namespace parlance::net
