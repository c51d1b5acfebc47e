package images

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// Roles of the images, the keys of images.json and packages.json.
const (
	Pause   = "pause"
	CoreDNS = "coredns"
	Web     = "web"
	WebNext = "web-next"
	Tools   = "tools"
)

const repository = "localhost/holdfast/"

// defaultPath is the PATH of a container whose image says nothing else.
const defaultPath = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

// Box returns the layer that the web server's and the tools' images share: a static busybox under the name of each of
// its applets, users, and the folders that programs expect.
func Box(busybox []byte, applets []string) Tree {
	t := Tree{}
	for _, d := range mergedDirs[:3] {
		t[d] = Entry{Mode: os.ModeSymlink | 0o777, Target: "usr/" + d}
	}
	t[path.Join("lib64")] = Entry{Mode: os.ModeSymlink | 0o777, Target: "usr/lib64"}
	for _, d := range []string{"usr/bin", "usr/sbin", "usr/lib", "usr/lib64", "dev", "etc", "home", "proc", "run", "sys", "var"} {
		t.Dir(d, 0o755)
	}
	t.Dir("root", 0o700)
	t.Dir("tmp", os.ModeSticky|0o777)
	t.Dir("var/tmp", os.ModeSticky|0o777)
	t.Link("var/run", "/run")
	t.File("etc/passwd", 0o644, []byte("root:x:0:0:root:/root:/bin/sh\nnginx:x:101:101:nginx:/nonexistent:/bin/false\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n"))
	t.File("etc/group", 0o644, []byte("root:x:0:\nnginx:x:101:\nnogroup:x:65534:\n"))
	t.File("etc/nsswitch.conf", 0o644, []byte("passwd: files\ngroup: files\nhosts: files dns\n"))
	t.File("usr/bin/busybox", 0o755, busybox)
	for _, a := range applets {
		if a != "busybox" {
			t.Link("usr/bin/"+a, "busybox")
		}
	}
	return t
}

// ToolsImage is the box alone.
func ToolsImage(box Tree, version string) (Image, error) {
	return New(Tools, repository+"tools:"+tag(version), v1.Config{Env: []string{defaultPath}, Cmd: []string{"sh"}}, box)
}

// PauseImage is the pod sandbox: one static program.
func PauseImage(pause []byte, version string) (Image, error) {
	t := Tree{}
	t.File("pause", 0o755, pause)
	return New(Pause, repository+"pause:"+tag(version), v1.Config{Env: []string{defaultPath}, Entrypoint: []string{"/pause"}, User: "65535:65535"}, t)
}

// CoreDNSImage is one static program too, with the folder that a Corefile is mounted at.
func CoreDNSImage(coredns []byte, version string) (Image, error) {
	t := Tree{}
	t.File("coredns", 0o755, coredns)
	t.Dir("etc/coredns", 0o755)
	return New(CoreDNS, repository+"coredns:"+tag(version), v1.Config{Env: []string{defaultPath}, Entrypoint: []string{"/coredns"}, WorkingDir: "/"}, t)
}

// The web server runs as the user that the box calls nginx, who owns no folder and may not listen on a low port.
const (
	webUser = "101:101"
	webPort = "8080"
)

// nginxConf and siteConf say what the official image for any user (nginxinc/nginx-unprivileged) says, so that a pod
// behaves as its author expects and may be restricted.
const (
	nginxConf = `worker_processes 1;
error_log /var/log/nginx/error.log notice;
pid /tmp/nginx.pid;

events {
    worker_connections 1024;
}

http {
    client_body_temp_path /tmp/client_temp;
    proxy_temp_path /tmp/proxy_temp;
    fastcgi_temp_path /tmp/fastcgi_temp;
    uwsgi_temp_path /tmp/uwsgi_temp;
    scgi_temp_path /tmp/scgi_temp;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log /var/log/nginx/access.log;
    sendfile on;
    keepalive_timeout 65;
    include /etc/nginx/conf.d/*.conf;
}
`
	siteConf = `server {
    listen ` + webPort + `;
    server_name localhost;

    location / {
        root /usr/share/nginx/html;
        index index.html index.htm;
    }

    error_page 500 502 503 504 /50x.html;
    location = /50x.html {
        root /usr/share/nginx/html;
    }
}
`
)

// Paths of the files wanted of the web server's packages.
const (
	nginxProgram = "usr/sbin/nginx"
	mimeTypes    = "etc/nginx/mime.types"
)

// WebServer returns the layer with nginx, what it loads, its configuration and its logs on standard output and error.
func WebServer(packaged Tree) Tree {
	t := Tree{}
	for p, e := range packaged {
		t[p] = e
	}
	t.File("etc/nginx/nginx.conf", 0o644, []byte(nginxConf))
	t.File("etc/nginx/conf.d/default.conf", 0o644, []byte(siteConf))
	t.Dir("var/lib/nginx", 0o755)
	t.Dir("var/log/nginx", 0o755)
	t.Link("var/log/nginx/access.log", "/dev/stdout")
	t.Link("var/log/nginx/error.log", "/dev/stderr")
	return t
}

// WebImage is one release of the web server. Releases differ in the page they serve and in /etc/holdfast-release, which
// holds the image's tag.
func WebImage(role, release string, box, server Tree) (Image, error) {
	release = tag(release)
	t := Tree{}
	t.File("etc/holdfast-release", 0o644, []byte(release+"\n"))
	t.File("usr/share/nginx/html/index.html", 0o644, fmt.Appendf(nil,
		"<!DOCTYPE html>\n<html>\n<head><title>Welcome to nginx!</title></head>\n<body>\n<h1>Welcome to nginx!</h1>\n<p>release %s</p>\n</body>\n</html>\n", release))
	t.File("usr/share/nginx/html/50x.html", 0o644, []byte("<!DOCTYPE html>\n<html>\n<head><title>Error</title></head>\n<body>\n<h1>An error occurred.</h1>\n</body>\n</html>\n"))
	return New(role, repository+"nginx:"+release, v1.Config{
		Env:          []string{defaultPath, "NGINX_VERSION=" + release},
		Cmd:          []string{"nginx", "-g", "daemon off;"},
		User:         webUser,
		ExposedPorts: map[string]struct{}{webPort + "/tcp": {}},
		// As in the official image: nginx then finishes the requests it is serving.
		StopSignal: "SIGQUIT",
	}, box, server, t)
}

// tag makes a package's version one that an image's tag can hold.
func tag(version string) string {
	if _, after, ok := strings.Cut(version, ":"); ok {
		version = after
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '-'
	}, version)
}

// compilePause compiles the pod sandbox's program from its C source, without any library it would have to find.
func compilePause(ctx context.Context, source, version, dir string) ([]byte, error) {
	program := filepath.Join(dir, "pause")
	if _, err := run(ctx, dir, "gcc", "-Os", "-static", "-s", "-DVERSION="+version, "-o", program, source); err != nil {
		return nil, fmt.Errorf("the pause program could not be compiled: %w", err)
	}
	return os.ReadFile(program)
}
