package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// answerDeadline bounds the wait for a server to begin to answer, not the time that a bundle takes to arrive.
const answerDeadline = 20 * time.Second

// obtain finds a bundle, a file or something at an http or https address, and makes sure that it is what its checksum
// says: SOURCE#sha256=SUM, or else the first word at SOURCE.sha256. It returns the name of a file; what comes from a server is
// saved as the named one.
func obtain(ctx context.Context, source, saved string) (string, error) {
	address, sum, given := strings.Cut(source, "#sha256=")
	if !given {
		line, err := read(ctx, address+checksumSuffix)
		if err != nil {
			return "", fmt.Errorf("there is no checksum for it: %w", err)
		}
		sum, _, _ = strings.Cut(strings.TrimSpace(line), " ")
	}
	file := address
	if remote(address) {
		if err := save(ctx, address, saved); err != nil {
			return "", err
		}
		file = saved
	}
	found, err := checksum(file)
	if err != nil {
		return "", err
	}
	if !strings.EqualFold(found, sum) {
		return "", fmt.Errorf("its checksum is %s and has to be %s", found, sum)
	}
	return file, nil
}

func remote(address string) bool {
	return strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")
}

// read returns a short text, such as a checksum.
func read(ctx context.Context, address string) (string, error) {
	const longest = 4096
	var content io.ReadCloser
	var err error
	if remote(address) {
		content, err = get(ctx, address)
	} else {
		content, err = os.Open(address)
	}
	if err != nil {
		return "", err
	}
	defer content.Close()
	text, err := io.ReadAll(io.LimitReader(content, longest))
	return string(text), err
}

func save(ctx context.Context, address, file string) error {
	content, err := get(ctx, address)
	if err != nil {
		return err
	}
	defer content.Close()
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, content)
	return errors.Join(err, out.Close())
}

func get(ctx context.Context, address string) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = answerDeadline
	response, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		_ = response.Body.Close()
		return nil, fmt.Errorf("%s answers %s", address, response.Status)
	}
	return response.Body, nil
}

func checksum(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
