#pragma once

#include "net/transport.hpp"

#include <curl/curl.h>

#include <cstddef>
#include <expected>
#include <memory>
#include <string_view>

namespace parlance::net {

/// One transfer of libcurl. It belongs to the thread of the transport and stays where it is: curl
/// points into it.
class CurlCall {
public:
    CurlCall(Outgoing outgoing, const TransportOptions& options);
    CurlCall(const CurlCall&) = delete;
    CurlCall& operator=(const CurlCall&) = delete;

    [[nodiscard]] CURL* handle() const noexcept { return easy_.get(); }

    /// What has come of it, once curl is done with it.
    [[nodiscard]] std::expected<Reply, Trouble> result(CURLcode ended);

private:
    struct Free {
        void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
        void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
    };

    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
    static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
    static int on_connected(void* self, char* address, char* own, int port, int own_port);

    void set_request();
    void set_body();
    void set_limits(const TransportOptions& options);
    void set_safety(const TransportOptions& options);
    void add_header(std::string_view line);
    void take_header(std::string_view line);
    [[nodiscard]] bool has_room(std::size_t more);
    [[nodiscard]] Trouble trouble_of(CURLcode ended);

    Outgoing outgoing_;
    std::unique_ptr<CURL, Free> easy_;
    std::unique_ptr<curl_slist, Free> headers_;
    Reply reply_;
    std::size_t bytes_ = 0;
    std::size_t bytes_max_;
    bool plain_;
    bool too_large_ = false;
    bool address_refused_ = false;
};

}  // namespace parlance::net
