#include "serve/tls.hpp"

#include "base/error.hpp"

#include <openssl/ssl.h>

namespace parlance::serve {

namespace {

namespace ssl = boost::asio::ssl;

Error bad_tls(std::string message) {
    return {Failure::invalid, "bad_tls", std::move(message)};
}

void load(ssl::context& context, const Config& config) {
    boost::system::error_code failed;
    context.use_certificate_chain_file(config.tls_certificate, failed);
    if (failed) throw bad_tls("tls-certificate cannot be read as a PEM certificate chain.");
    context.use_private_key_file(config.tls_key, ssl::context::pem, failed);
    if (failed) throw bad_tls("tls-key cannot be read as the PEM private key of the certificate.");
    if (SSL_CTX_check_private_key(context.native_handle()) != 1)
        throw bad_tls("tls-key does not belong to tls-certificate.");
}

/// HTTP/1.1 is all we speak.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in, unsigned in_size, void*) {
    static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    auto* chosen = const_cast<unsigned char*>(*out);
    const int found =
        SSL_select_next_proto(&chosen, out_size, ours.data(), ours.size(), in, in_size);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

}  // namespace

std::unique_ptr<ssl::context> tls_context(const Config& config) {
    if (config.tls_certificate.empty() && config.tls_key.empty()) return nullptr;
    if (config.tls_certificate.empty() || config.tls_key.empty())
        throw bad_tls("tls-certificate and tls-key belong together: give both.");
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    context->set_options(ssl::context::default_workarounds | ssl::context::single_dh_use);
    SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context->native_handle(), SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_alpn_select_cb(context->native_handle(), choose_protocol, nullptr);
    load(*context, config);
    return context;
}

}  // namespace parlance::serve
