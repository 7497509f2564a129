/* answer PORT: prints "ready", then sends one byte to each TCP connection and closes it: who gets the byte has a working path. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons(argc == 2 ? atoi(argv[1]) : 0)};
    if (argc != 2) {
        fprintf(stderr, "usage: answer PORT\n");
        return 2;
    }
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&own, sizeof own) < 0 || listen(fd, 8) < 0) {
        perror("answer");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        int connection = accept(fd, NULL, NULL);
        if (connection >= 0 && write(connection, "!", 1) != 1)
            perror("answer");
        close(connection);
    }
}
