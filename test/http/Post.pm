# What takes messages to people in the tests: a mail server (aiosmtpd) and a gateway for text
# messages, both on this machine, and the file of settings that names them.
package Post;
use strict;
use warnings;
use File::Basename qw(dirname);
use File::Temp qw(tempdir);
use IO::Select;
use IO::Socket::INET;
use IPC::Open2;
use JSON::PP;
use MIME::Base64;

# new(words => [ user, password, '--tls', … ])
sub new {
	my ($class, %o) = @_;
	my $self = bless { came => '', dir => tempdir(CLEANUP => 1) }, $class;
	$self->{pid} = open2($self->{out}, $self->{in}, '/usr/bin/python3', dirname(__FILE__) . '/smtp_box.py', @{ $o{words} // [] });
	my $out = $self->{out};
	chomp($self->{port} = <$out> // die "no mail server\n");
	$self->{door} = IO::Socket::INET->new(Listen => 8, LocalAddr => '127.0.0.1', ReuseAddr => 1) or die "no gateway\n";
	$self->{sms_port} = $self->{door}->sockport;
	return $self;
}

# The settings as a file that only its owner reads; %more are parts of mail.
sub settings {
	my ($self, %more) = @_;
	return $self->file({ local => JSON::PP::true,
		mail => { url => "smtp://127.0.0.1:$self->{port}", from => 'motcua@example.vn', name => "M\x{1ed9}t c\x{1eed}a", plain => JSON::PP::true, %more },
		sms => { url => "http://127.0.0.1:$self->{sms_port}/send", token => 'gateway-token' } });
}

sub file {
	my ($self, $what, $mode) = @_;
	my $path = "$self->{dir}/senders" . ++$self->{n} . '.json';
	open my $f, '>', $path or die;
	print {$f} JSON::PP->new->canonical->utf8->encode($what);
	close $f or die;
	chmod $mode // 0600, $path;
	return $path;
}

# The next letter, its headers and text taken apart; waits at most 30 seconds.
sub letter {
	my ($self) = @_;
	my $out = $self->{out};
	while ($self->{came} !~ /\n/) {
		IO::Select->new($out)->can_read(30) && sysread($out, $self->{came}, 65536, length $self->{came}) or return;
	}
	$self->{came} =~ s/^([^\n]*)\n//;
	my $l = decode_json($1);
	my ($head, $body) = split /\r\n\r\n/, $l->{data}, 2;
	$head =~ s/\r\n(?=[ \t])//g;
	$l->{head} = { map { /^([^:]+): (.*)/ ? (lc $1 => $2) : () } split /\r\n/, $head };
	my $subject = $l->{head}{subject};
	$subject =~ s/\?=\s+=\?/?==?/g;
	$subject =~ s/=\?UTF-8\?B\?([^?]*)\?=/decode_base64($1)/ge;
	@$l{qw(subject text)} = ($subject, decode_base64($body));
	utf8::decode($l->{$_}) for qw(subject text);
	return $l;
}

# The next text message; answered with that status.
sub sms {
	my ($self, $status) = @_;
	IO::Select->new($self->{door})->can_read(30) or return;
	my $c = $self->{door}->accept or return;
	my $text = '';
	while ($text !~ /\r\n\r\n/) { sysread($c, $text, 65536, length $text) or last }
	my ($head, $body) = split /\r\n\r\n/, $text, 2;
	my ($first, @lines) = split /\r\n/, $head;
	my %h = map { /^([^:]+): *(.*)/ ? (lc $1 => $2) : () } @lines;
	while (length $body < ($h{'content-length'} // 0)) { sysread($c, $body, 65536, length $body) or last }
	print $c 'HTTP/1.1 ' . ($status // 200) . " X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
	close $c;
	return { first => $first, head => \%h, %{ decode_json($body) } };
}

# Nothing has come until now.
sub silence { my ($self) = @_; return $self->{came} eq '' && !IO::Select->new($self->{door}, $self->{out})->can_read(0) }

sub DESTROY {
	my ($self) = @_;
	local ($?, $!);
	close $self->{in};
	kill TERM => $self->{pid};
	waitpid $self->{pid}, 0;
	return;
}

1;
