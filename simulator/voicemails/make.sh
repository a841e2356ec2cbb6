#!/bin/sh
# Makes the sample voicemails anew. Needs Debian's flite, espeak-ng, sox, ffmpeg and pocketsphinx-testdata.
# Synthetic voices: flite's slt, rms, awb and kal16. The human ones: CMU's own test recordings (LICENSE-pocketsphinx).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
human=/usr/share/pocketsphinx/test/data

# What a telephone line leaves of a voice: 300 to 3400 Hz, mu-law at 8 kHz, pink noise, 32 kbit/s mp3, a second before and after.
telephone() { # <in.wav> <out.mp3>
  sox "$1" -r 16000 -c 1 "$work/padded.wav" pad 0.7 0.8
  ffmpeg -loglevel error -y -i "$work/padded.wav" -ac 1 -ar 8000 \
    -af "highpass=f=300,lowpass=f=3400,volume=0.6" -c:a pcm_mulaw "$work/line.wav"
  ffmpeg -loglevel error -y -i "$work/line.wav" -filter_complex \
    "anoisesrc=r=8000:c=pink:a=0.006:s=7[n];[0:a][n]amix=inputs=2:duration=first:normalize=0" \
    -c:a libmp3lame -b:a 32k -ar 8000 -map_metadata -1 "$2"
}
say() { # <name> <voice> <text>
  flite -voice "$2" -t "$3" -o "$work/said.wav"
  telephone "$work/said.wav" "$1.mp3"
}

say calm slt "Hello, this is Emma from Green Street. I would like to book an appointment for next month. There is no rush. You can reach me on zero two zero, seven nine four six, zero nine five eight. Thank you, bye."
say angry rms "This is the third time I am calling. You charged me twice again, and nobody has called me back. This is absolutely ridiculous, and I want my money back."
say urgent awb "Hi, this is Sarah Mitchell. The kitchen is flooding, and water is pouring through the ceiling. Please call me back on zero two zero, seven nine four six, zero nine five eight."
say spam kal16 "Congratulations. You have won a free cruise to the Bahamas. Press one now to claim your prize. Press nine to be removed from our list."
say outage slt "Good morning. Our whole website is down, and nobody can log in. We cannot take any orders. Please call me as soon as you can."
say thanks rms "Hello, I just wanted to say thank you so much for fixing our boiler. Your engineer was wonderful, and everything works perfectly. Thank you. Goodbye."
say long slt "Hello, my name is Karen Webster, and I am calling about the order that I placed with you three weeks ago. I ordered two office chairs and a standing desk for our new reception. The chairs came last Tuesday, and they look very nice. The desk has not arrived yet. I looked at the tracking page, and it says that the parcel left the warehouse on Monday. After that, there is nothing. I also received an invoice by email, but the amount on it does not match the price on your website. The website says four hundred and twenty, and the invoice says four hundred and sixty. I would like somebody to check that for me. There is one more thing. When the chairs were delivered, the driver left them outside in the rain, and one of the boxes was wet. The chair inside is fine, but I wanted to let you know. So, to sum up, I need to know when the desk will arrive, and I need a corrected invoice. We are open from nine to five on weekdays. Please give me a call back this week. Thank you very much for your help, and goodbye."
sox -n -r 16000 "$work/quiet.wav" synth 6 pinknoise vol 0.003
telephone "$work/quiet.wav" silent.mp3
sox "$human/cards/005.wav" "$work/cards.wav"
telephone "$work/cards.wav" human-cards.mp3
sox -r 16000 -e signed -b 16 -c 1 "$human/goforward.raw" "$work/goforward.wav"
telephone "$work/goforward.wav" human-goforward.mp3

# Not over a telephone line: espeak-ng is hard to understand as it is.
speak() { # <name> <language> <words a minute> <text>
  espeak-ng -v "$2" -s "$3" -g 2 -w "$work/said.wav" "$4"
  sox "$work/said.wav" -r 16000 -c 1 "$work/padded.wav" gain -n -6 pad 0.6 0.6
  ffmpeg -loglevel error -y -i "$work/padded.wav" -ac 1 -ar 16000 -b:a 32k -map_metadata -1 "$1.mp3"
}
speak french fr 115 "Bonjour, je m'appelle Marie. Merci de me rappeler demain matin. Merci beaucoup."
speak german de 125 "Guten Tag, hier ist Frau Schneider aus Köln. Ich möchte einen Termin für nächste Woche vereinbaren. Bitte rufen Sie mich zurück. Vielen Dank."
speak spanish es 115 "Buenos días, me llamo Carlos. Llamo por mi pedido. Quiero hablar con ustedes antes del viernes. Muchas gracias."
